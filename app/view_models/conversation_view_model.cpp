#include "app/view_models/conversation_view_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/entry_text.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"
#include "app/texts/status_text.h"

#include <QPointer>

#include <algorithm>

namespace kontor {

ConversationViewModel::ConversationViewModel(Client& client, Moments moments)
    : m_client(client)
    , m_moments(std::move(moments))
    , m_candidates(client)
    , m_editor(client)
    , m_contact(client)
    , m_doubt(client) {}

void ConversationViewModel::open(const ConversationSummary& summary) {
    if (id() == summary.id)
        return;
    m_details = ConversationDetails{.summary = summary,
                                    .members = {},
                                    .rights = {},
                                    .trouble = std::nullopt,
                                    .since = Milliseconds(0)};
    m_detailed = false;
    m_members.set({}, {});
    m_contact.close();
    m_doubt.close();
    showLifetime();
    setWork(false, {});
    emit changed();
    askDetails();
}

void ConversationViewModel::close() {
    m_details.reset();
    m_detailed = false;
    m_members.set({}, {});
    m_contact.close();
    m_doubt.close();
    showLifetime();
    setWork(false, {});
    emit changed();
}

std::optional<ConversationId> ConversationViewModel::id() const {
    return m_details ? std::optional(m_details->summary.id) : std::nullopt;
}

void ConversationViewModel::askDetails() {
    const auto asked = *id();
    m_client.details(asked, [self = QPointer(this), asked](Result<ConversationDetails> answer) {
        if (!self || self->id() != asked || !answer.ok())
            return;
        self->m_details = std::move(answer).value();
        self->m_detailed = true;
        self->m_members.set(self->m_details->members, self->m_details->rights);
        self->showLifetime();
        self->showTrust();
        emit self->changed();
    });
}

void ConversationViewModel::apply(const std::vector<ConversationSummary>& changedOnes) {
    const auto found = std::ranges::find_if(
        changedOnes, [this](const ConversationSummary& one) { return id() == one.id; });
    if (found == changedOnes.end())
        return;
    m_details->summary = *found;
    emit changed();
}

void ConversationViewModel::apply(const DetailsChanged& change) {
    if (id() == change.conversation)
        askDetails();
}

void ConversationViewModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    m_members.retranslate();
    m_lifetimes.retranslate();
    emit changed();
}

bool ConversationViewModel::is(ConversationKind kind) const {
    return m_details && m_details->summary.kind == kind;
}

QString ConversationViewModel::title() const {
    return m_details ? EntryText::title(m_details->summary) : QString();
}

void ConversationViewModel::apply(const TypingChanged& change) {
    if (change.people.empty())
        m_typing.erase(change.conversation);
    else
        m_typing[change.conversation] = change.people;
    if (id() == change.conversation)
        emit changed();
}

void ConversationViewModel::apply(const Policies& policies) {
    m_lifetimes.setBound(policies.longestLife);
    emit changed();
}

QString ConversationViewModel::subtitle() const {
    if (typing())
        return EntryText::typing(m_typing.at(*id()), m_details->summary.kind);
    const auto who = about();
    if (!m_lifetimes.timed() || !mayWrite())
        return who;
    const auto timer = tr("messages disappear after %1").arg(m_lifetimes.words());
    return who.isEmpty() ? timer : tr("%1 · %2", "who is here, timer").arg(who, timer);
}

QString ConversationViewModel::about() const {
    if (!m_details)
        return {};
    const auto& summary = m_details->summary;
    switch (summary.kind) {
    case ConversationKind::Direct:
        if (const auto says = statusLine(); !says.isEmpty())
            return says;
        return summary.peer ? QString(QLatin1Char('@') + summary.peer->handle) : QString();
    case ConversationKind::NoteToSelf:
        return tr("Only you can read this");
    case ConversationKind::Group:
        break;
    }
    if (summary.state == ConversationState::Left)
        return tr("You are not a member any more");
    return tr("%n person(s)", "", memberCount());
}

QString ConversationViewModel::initials() const {
    return notes() ? QString() : kontor::initials(title());
}

QString ConversationViewModel::owner() const {
    return m_details ? avatarKey(m_details->summary) : QString();
}

Status ConversationViewModel::peerStatus() const {
    return m_details && m_details->summary.peer ? m_details->summary.peer->status : Status();
}

int ConversationViewModel::availability() const {
    return static_cast<int>(peerStatus().availability);
}

QString ConversationViewModel::availabilityWords() const {
    return StatusText::availability(peerStatus().availability);
}

QString ConversationViewModel::statusLine() const {
    return StatusText::of(peerStatus(), m_moments);
}

int ConversationViewModel::colour() const {
    if (!m_details)
        return 0;
    const auto& summary = m_details->summary;
    return summary.peer ? colourOf(summary.peer->id) : colourOf(summary.id);
}

bool ConversationViewModel::verified() const {
    return isDirect() && m_details->summary.peer &&
           m_details->summary.peer->trust == Trust::Verified;
}

int ConversationViewModel::memberCount() const {
    if (!m_details)
        return 0;
    return m_detailed ? static_cast<int>(m_details->members.size())
                      : m_details->summary.memberCount;
}

QString ConversationViewModel::since() const {
    return m_detailed && m_details->since.count() > 0 ? m_moments.day(m_details->since) : QString();
}

QString ConversationViewModel::description() const {
    return m_details ? m_details->description : QString();
}

QString ConversationViewModel::waiting() const {
    if (!m_details || !m_details->pending)
        return {};
    const SettingsForm& pending = *m_details->pending;
    if (pending.name)
        return tr("On its way: the name “%1”").arg(*pending.name);
    return pending.description ? tr("On its way: another description") : QString();
}

std::vector<Person> ConversationViewModel::others() const {
    std::vector<Person> all;
    if (m_details)
        for (const auto& member : m_details->members)
            if (member.whose == MemberInfo::Whose::Other)
                all.push_back(member.person);
    return all;
}

QString ConversationViewModel::closedBecause() const {
    if (!m_detailed || m_details->rights.mayWrite)
        return {};
    switch (m_details->summary.state) {
    case ConversationState::Left:
        return tr("You are not a member any more. What was written can still be read.");
    case ConversationState::Lost:
        return ErrorText::of(m_details->trouble.value_or(Error(ErrorCode::GroupLost)));
    case ConversationState::Stopped:
        return ErrorText::of(m_details->trouble.value_or(Error(ErrorCode::GroupInvalid)));
    case ConversationState::Live:
        if (const auto& peer = m_details->summary.peer;
            peer && peer->standing == Person::Standing::Disabled)
            return tr("The account of %1 is closed. What was written can still be read.")
                .arg(peer->name);
        break;
    }
    return ErrorText::of(m_details->trouble.value_or(Error(ErrorCode::NotAllowed)));
}

/// Whose key is another comes first of all; who is shown alone is shown as she is now.
void ConversationViewModel::showTrust() {
    const MemberInfo* doubted = nullptr;
    for (const MemberInfo& member : m_details->members) {
        if (member.whose == MemberInfo::Whose::Self)
            continue;
        if (doubted == nullptr && member.person.trust == Trust::KeyChanged)
            doubted = &member;
        if (m_contact.id() == member.person.id)
            m_contact.open(member.person);
    }
    if (doubted == nullptr)
        m_doubt.close();
    else
        m_doubt.open(doubted->person);
}

void ConversationViewModel::show(const UserId& user) {
    for (const MemberInfo& member : m_members.members())
        if (member.person.id == user && member.whose == MemberInfo::Whose::Other)
            m_contact.open(member.person);
}

void ConversationViewModel::showContact(const QString& handle) {
    if (const auto member = m_members.find(handle))
        show(*member);
}

void ConversationViewModel::showPeer() {
    if (m_details && m_details->summary.peer)
        m_contact.open(*m_details->summary.peer);
}

void ConversationViewModel::showDoubted() {
    if (const auto doubted = m_doubt.id())
        show(*doubted);
}

QString ConversationViewModel::strangers() const {
    return m_details ? EntryText::names(m_details->strangers) : QString();
}

void ConversationViewModel::acceptStrangers() {
    if (!m_busy && m_details && !m_details->strangers.empty())
        m_client.acceptStrangers(*id(), whenDone([] {}));
}

Reply<void> ConversationViewModel::whenDone(std::function<void()> then) {
    setWork(true, {});
    return
        [self = QPointer(this), asked = id(), then = std::move(then)](const Result<void>& result) {
            if (!self || self->id() != asked)
                return;
            self->setWork(false, result.ok() ? QString() : ErrorText::of(result.error()));
            if (result.ok())
                then();
        };
}

void ConversationViewModel::startAdding() {
    forgetFailure();
    std::set<UserId> members;
    for (const auto& member : m_members.members())
        members.insert(member.person.id);
    m_candidates.setLeftOut(std::move(members));
    m_candidates.start();
}

void ConversationViewModel::addPicked() {
    const auto picked = m_candidates.picked();
    if (m_busy || !mayAdd() || picked.empty())
        return;
    m_client.addMembers(*id(), picked, whenDone([this] { emit added(); }));
}

void ConversationViewModel::remove(const QString& handle) {
    if (m_busy || !m_details || !m_details->rights.mayRemove)
        return;
    if (const auto member = m_members.find(handle))
        m_client.removeMember(*id(), *member, whenDone([] {}));
}

void ConversationViewModel::setRole(const QString& handle, MemberInfo::Role role) {
    if (m_busy || !m_details || !m_details->rights.mayPromote)
        return;
    if (const auto member = m_members.find(handle))
        m_client.setRole(*id(), *member, role, whenDone([] {}));
}

void ConversationViewModel::promote(const QString& handle) {
    setRole(handle, MemberInfo::Role::Admin);
}

void ConversationViewModel::dismiss(const QString& handle) {
    setRole(handle, MemberInfo::Role::Member);
}

void ConversationViewModel::startEditing() {
    if (mayEdit())
        m_editor.begin(*m_details);
}

void ConversationViewModel::leave() {
    if (!m_busy && mayLeave())
        m_client.leave(*id(), whenDone([] {}));
}

void ConversationViewModel::setLifetime(int row) {
    if (m_busy || !m_lifetimes.allowed() || row < 0 || row >= m_lifetimes.rowCount())
        return;
    SettingsForm form;
    form.lifetime = m_lifetimes.at(row);
    m_client.changeSettings(*id(), form, whenDone([] {}));
}

/// One's own choice is shown while it is on its way: it counts for what is written meanwhile.
void ConversationViewModel::showLifetime() {
    if (!m_detailed)
        return m_lifetimes.set(Milliseconds(0), LifetimeModel::Allowed::No);
    const auto& pending = m_details->pending;
    const auto lifetime = pending && pending->lifetime ? *pending->lifetime : m_details->lifetime;
    m_lifetimes.set(lifetime, m_details->rights.mayTime ? LifetimeModel::Allowed::Yes
                                                        : LifetimeModel::Allowed::No);
}

void ConversationViewModel::forgetFailure() {
    setWork(m_busy, {});
}

void ConversationViewModel::setWork(bool busy, const QString& failure) {
    if (m_busy == busy && m_failure == failure)
        return;
    m_busy = busy;
    m_failure = failure;
    emit workChanged();
}

} // namespace kontor
