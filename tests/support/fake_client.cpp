// A company in memory: how it answers, its account, and what is only remembered.
#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {

FakeClient::FakeClient(Mailbox& owner, std::function<void(const Event&)> onEvent,
                       const Clock& clock)
    : m_owner(owner)
    , m_onEvent(std::move(onEvent))
    , m_clock(clock) {
    m_account = {.self = addPerson(QStringLiteral("anna"), QStringLiteral("Anna Krüger")),
                 .organisation = QStringLiteral("Hansen & Partner"),
                 .server = QStringLiteral("chat.hansen.example:8443"),
                 .keyPlace = KeyPlace::KeyFile};
}

// How answers come

void FakeClient::later(std::function<void()> deliver) {
    if (m_held)
        m_waiting.push_back(std::move(deliver));
    else
        m_owner.post(std::move(deliver));
}

void FakeClient::release() {
    m_held = false;
    for (auto& deliver : std::exchange(m_waiting, {}))
        m_owner.post(std::move(deliver));
}

void FakeClient::tell(const Event& event) {
    m_owner.post([tellOwner = m_onEvent, event] { tellOwner(event); });
}

void FakeClient::setConnection(ConnectionState state, std::optional<Error> reason,
                               Milliseconds nextTryIn) {
    tell(ConnectionChanged{state, std::move(reason), nextTryIn});
}

// The verbs

void FakeClient::open() {
    if (m_openError)
        return tell(OpenFailed{*m_openError});
    if (!m_registered)
        return tell(NeedsRegistration{});
    tell(Ready{m_account});
    setConnection(ConnectionState::Online);
}

void FakeClient::connectNow() {
    ++m_connectTries;
}

void FakeClient::checkInvite(const QString& link, Reply<InviteOffer> reply) {
    m_checkedLinks << link;
    work<InviteOffer>(reply, [this] {
        if (m_offer)
            return *m_offer;
        return InviteOffer{.organisation = m_account.organisation,
                           .suggestedName = m_account.self.name,
                           .handle = {}};
    });
}

void FakeClient::registerAccount(const RegistrationForm& form, Reply<Account> reply) {
    m_forms.push_back(form);
    work<Account>(reply, [this, &form]() -> Result<Account> {
        const auto taken = std::ranges::find(m_people, form.handle, &Person::handle);
        if (taken != m_people.end() && taken->id != m_account.self.id)
            return Error(ErrorCode::HandleTaken, {form.handle.toStdString()});
        m_account.self.name = form.name;
        m_account.self.handle = form.handle;
        m_registered = true;
        tell(Ready{m_account});
        return m_account;
    });
}

void FakeClient::typing(ConversationId /*conversation*/, TypingState state) {
    m_typingTold.push_back(state);
}

void FakeClient::sendCallSignal(ConversationId conversation, const CallSignal& signal,
                                Reply<void> reply) {
    if (!m_error)
        m_callSignals.push_back({conversation, signal});
    answer<void>(reply, m_error ? Result<void>(*m_error) : Result<void>());
}

void FakeClient::sendCallCandidates(ConversationId /*conversation*/, const CallId& /*call*/,
                                    const std::vector<CallCandidate>& /*candidates*/) {
    ++m_candidatesSent;
}

void FakeClient::callServers(Reply<CallServers> reply) {
    answer<CallServers>(reply, m_error ? Result<CallServers>(*m_error)
                                       : Result<CallServers>(m_callServers));
}

void FakeClient::remember(const QString& name, const QString& value) {
    m_settings[name] = value;
    for (auto& [id, conversation] : m_conversations) {
        if (name != QStringLiteral("draft.%1").arg(id.value))
            continue;
        conversation.summary.draft = value.simplified();
        tellSummary(conversation);
    }
}

void FakeClient::recall(const QString& name, Reply<QString> reply) {
    answer<QString>(reply, remembered(name));
}

} // namespace kontor
