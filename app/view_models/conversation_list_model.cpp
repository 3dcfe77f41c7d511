#include "app/view_models/conversation_list_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/entry_text.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"
#include "app/texts/status_text.h"
#include "app/view_models/delivery_icon.h"

#include <QPointer>

#include <algorithm>

namespace kontor {

namespace {

bool ownIsLast(const ConversationSummary& summary) {
    return summary.lastDelivery != DeliveryState::None;
}

/// Order of the list. Equal times fall back on the number, so that the order never depends on luck.
bool before(const ConversationSummary& a, const ConversationSummary& b) {
    if (a.shelf != b.shelf)
        return a.shelf > b.shelf;
    return a.lastActivity != b.lastActivity ? a.lastActivity > b.lastActivity : a.id > b.id;
}

} // namespace

ConversationListModel::ConversationListModel(Client& client, Moments moments, Which which)
    : m_client(client)
    , m_which(which)
    , m_moments(std::move(moments)) {}

int ConversationListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> ConversationListModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Id), "conversationId"},   {role(Role::Title), "title"},
            {role(Role::Preview), "preview"},     {role(Role::Time), "time"},
            {role(Role::Mentioned), "mentioned"}, {role(Role::Unread), "unread"},
            {role(Role::Initials), "initials"},   {role(Role::Colour), "colour"},
            {role(Role::Owner), "owner"},         {role(Role::Availability), "availability"},
            {role(Role::Notes), "notes"},         {role(Role::Delivery), "delivery"},
            {role(Role::Trouble), "trouble"},     {role(Role::Current), "current"},
            {role(Role::Muted), "muted"},         {role(Role::Verified), "verified"},
            {role(Role::Marked), "marked"},       {role(Role::Favourite), "favourite"},
            {role(Role::Draft), "draft"},         {role(Role::Typing), "typing"},
            {role(Role::Spoken), "spoken"}};
}

QVariant ConversationListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& summary = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (static_cast<Role>(role)) {
    case Role::Id:
        return static_cast<double>(summary.id.value);
    case Role::Title:
        return EntryText::title(summary);
    case Role::Preview:
        return preview(summary);
    case Role::Time:
        return m_moments.brief(summary.lastActivity);
    case Role::Mentioned:
        return summary.mentioned == ConversationSummary::Mentioned::Yes;
    case Role::Unread:
        return summary.unread;
    case Role::Initials:
        return summary.kind == ConversationKind::NoteToSelf ? QString()
                                                            : initials(EntryText::title(summary));
    case Role::Colour:
        return summary.peer ? colourOf(summary.peer->id) : colourOf(summary.id);
    case Role::Owner:
        return avatarKey(summary);
    case Role::Availability:
        return summary.peer ? static_cast<int>(summary.peer->status.availability) : 0;
    case Role::Notes:
        return summary.kind == ConversationKind::NoteToSelf;
    case Role::Delivery:
        return summary.kind == ConversationKind::NoteToSelf ? QString()
                                                            : deliveryIcon(summary.lastDelivery);
    case Role::Trouble:
        return summary.lastDelivery == DeliveryState::Failed ||
               summary.state == ConversationState::Lost ||
               summary.state == ConversationState::Stopped;
    case Role::Current:
        return summary.id == m_current;
    case Role::Muted:
        return summary.mutedUntil > Milliseconds(0);
    case Role::Verified:
        return summary.peer && summary.peer->trust == Trust::Verified;
    case Role::Marked:
        return summary.mark == ConversationSummary::Mark::Unread;
    case Role::Favourite:
        return summary.shelf == Shelf::Favourites;
    case Role::Draft:
        return showsDraft(summary);
    case Role::Typing:
        return showsTyping(summary);
    case Role::Spoken:
        return spoken(summary);
    }
    return {};
}

bool ConversationListModel::showsTyping(const ConversationSummary& summary) const {
    return m_typing.contains(summary.id);
}

/// What is written in the conversation that is open stands in its composer.
bool ConversationListModel::showsDraft(const ConversationSummary& summary) const {
    return !showsTyping(summary) && !summary.draft.isEmpty() && summary.id != m_current;
}

QString ConversationListModel::preview(const ConversationSummary& summary) const {
    if (showsTyping(summary))
        return EntryText::typing(m_typing.at(summary.id), summary.kind);
    if (showsDraft(summary))
        return tr("Draft: %1").arg(summary.draft);
    return EntryText::preview(summary, m_self);
}

QString ConversationListModel::spoken(const ConversationSummary& summary) const {
    QStringList parts{EntryText::title(summary)};
    if (summary.peer && summary.peer->status.availability != Status::Availability::Unsaid)
        parts << StatusText::availability(summary.peer->status.availability);
    if (summary.peer && summary.peer->trust == Trust::Verified)
        parts << tr("verified");
    if (summary.mutedUntil > Milliseconds(0))
        parts << tr("muted");
    if (summary.shelf == Shelf::Favourites)
        parts << tr("favourite");
    if (summary.unread > 0)
        parts << tr("%n unread", "", summary.unread);
    else if (summary.mark == ConversationSummary::Mark::Unread)
        parts << tr("marked as unread");
    if (summary.mentioned == ConversationSummary::Mentioned::Yes)
        parts << tr("you are mentioned");
    if (const auto text = preview(summary); !text.isEmpty())
        parts << text;
    parts << m_moments.brief(summary.lastActivity);
    if (ownIsLast(summary) && !showsDraft(summary) && !showsTyping(summary))
        parts << EntryText::delivery(summary.lastDelivery);
    return parts.join(QLatin1String(", "));
}

void ConversationListModel::load() {
    if (m_rows.empty())
        setState(State::Loading);
    ask(0);
    if (m_which == Which::List)
        countArchived();
}

void ConversationListModel::ask(std::uint32_t offset) {
    m_asking = true;
    const Reply<std::vector<ConversationSummary>> reply =
        [self = QPointer(this), offset](Result<std::vector<ConversationSummary>> page) {
            if (self)
                self->take(offset, std::move(page));
        };
    if (m_which == Which::Archive)
        m_client.archived(offset, kPage, reply);
    else
        m_client.conversations(offset, kPage, reply);
}

/// One question at a time.
void ConversationListModel::countArchived() {
    if (std::exchange(m_counting, m_counting == Counting::No ? Counting::Asked : Counting::Again) !=
        Counting::No)
        return;
    m_client.countArchived([self = QPointer(this)](const Result<std::int64_t>& count) {
        if (!self)
            return;
        const bool again = std::exchange(self->m_counting, Counting::No) == Counting::Again;
        if (count.ok() && self->m_archived != static_cast<int>(count.value())) {
            self->m_archived = static_cast<int>(count.value());
            emit self->archivedChanged();
        }
        if (again)
            self->countArchived();
    });
}

bool ConversationListModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_state == State::Filled && !m_complete && !m_asking;
}

void ConversationListModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent))
        return;
    ask(static_cast<std::uint32_t>(m_rows.size()));
}

void ConversationListModel::take(std::uint32_t offset,
                                 Result<std::vector<ConversationSummary>> page) {
    m_asking = false;
    const auto since = std::exchange(m_whileAsking, {});
    if (!page.ok()) {
        if (m_rows.empty())
            setState(State::Failed, ErrorText::of(page.error()));
        return;
    }
    m_complete = page.value().size() < static_cast<std::size_t>(kPage);
    if (offset == 0 && m_rows.empty()) {
        beginResetModel();
        m_rows = std::move(page).value();
        std::ranges::sort(m_rows, before);
        endResetModel();
    } else {
        // Activity while the page was read may have shifted places: each finds its own.
        for (const auto& summary : page.value())
            place(summary);
    }
    place(since);
    settle();
    emit loaded();
}

void ConversationListModel::apply(const std::vector<ConversationSummary>& changed) {
    if (m_asking)
        m_whileAsking.insert(m_whileAsking.end(), changed.begin(), changed.end());
    const bool moved = std::ranges::any_of(changed, [this](const ConversationSummary& one) {
        return one.shelf == Shelf::Archive || (m_archived > 0 && rowOf(one.id) < 0);
    });
    if (m_which == Which::List && moved)
        countArchived();
    if (m_state == State::Loading && m_rows.empty())
        return; // with the first page
    place(changed);
    settle();
}

void ConversationListModel::place(const std::vector<ConversationSummary>& summaries) {
    for (const auto& summary : summaries) {
        if (!belongs(summary)) {
            takeAway(rowOf(summary.id));
            continue;
        }
        // What lies below the last row comes with its page.
        const bool below = !m_complete && !m_rows.empty() && before(m_rows.back(), summary);
        if (!below || rowOf(summary.id) >= 0)
            place(summary);
    }
}

bool ConversationListModel::belongs(const ConversationSummary& summary) const {
    return (summary.shelf == Shelf::Archive) == (m_which == Which::Archive);
}

void ConversationListModel::takeAway(int row) {
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

void ConversationListModel::apply(const TypingChanged& change) {
    if (change.people.empty())
        m_typing.erase(change.conversation);
    else
        m_typing[change.conversation] = change.people;
    if (const int row = rowOf(change.conversation); row >= 0)
        emit dataChanged(index(row), index(row));
}

void ConversationListModel::toggleFavourite(double id) {
    const ConversationId conversation(static_cast<std::int64_t>(id));
    if (const auto* summary = find(conversation))
        m_client.shelve(conversation,
                        summary->shelf == Shelf::Favourites ? Shelf::List : Shelf::Favourites,
                        [](const Result<void>&) {});
}

void ConversationListModel::toggleArchived(double id) {
    const ConversationId conversation(static_cast<std::int64_t>(id));
    if (const auto* summary = find(conversation))
        m_client.shelve(conversation,
                        summary->shelf == Shelf::Archive ? Shelf::List : Shelf::Archive,
                        [](const Result<void>&) {});
}

void ConversationListModel::toggleUnread(double id) {
    const ConversationId conversation(static_cast<std::int64_t>(id));
    const auto* summary = find(conversation);
    if (summary == nullptr)
        return;
    if (summary->unread > 0 || summary->mark == ConversationSummary::Mark::Unread)
        m_client.markRead(conversation, [](const Result<void>&) {});
    else
        m_client.markUnread(conversation, [](const Result<void>&) {});
}

void ConversationListModel::place(const ConversationSummary& summary) {
    const auto old = rowOf(summary.id);
    const auto where = static_cast<int>(
        std::ranges::count_if(m_rows, [&summary](const ConversationSummary& other) {
            return other.id != summary.id && before(other, summary);
        }));
    if (old < 0) {
        beginInsertRows({}, where, where);
        m_rows.insert(m_rows.begin() + where, summary);
        endInsertRows();
        return;
    }
    if (old != where) {
        beginMoveRows({}, old, old, {}, where > old ? where + 1 : where);
        auto moved = std::move(m_rows[static_cast<std::size_t>(old)]);
        m_rows.erase(m_rows.begin() + old);
        m_rows.insert(m_rows.begin() + where, std::move(moved));
        endMoveRows();
    }
    auto& row = m_rows[static_cast<std::size_t>(where)];
    if (row == summary)
        return;
    row = summary;
    emit dataChanged(index(where), index(where));
}

void ConversationListModel::settle() {
    setState(m_rows.empty() ? State::Empty : State::Filled);
    emit currentRowChanged();
}

void ConversationListModel::setState(State state, const QString& failure) {
    if (m_state == state && m_failure == failure)
        return;
    m_state = state;
    m_failure = failure;
    emit stateChanged();
}

void ConversationListModel::setCurrent(std::optional<ConversationId> current) {
    if (m_current == current)
        return;
    for (const auto changed : {std::exchange(m_current, current), current})
        if (const auto row = changed ? rowOf(*changed) : -1; row >= 0)
            emit dataChanged(index(row), index(row)); // its draft stands in the composer
    emit currentRowChanged();
}

void ConversationListModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

int ConversationListModel::rowOf(ConversationId id) const {
    const auto found = std::ranges::find(m_rows, id, &ConversationSummary::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ConversationListModel::currentRow() const {
    return m_current ? rowOf(*m_current) : -1;
}

std::optional<ConversationId> ConversationListModel::newest() const {
    return m_rows.empty() ? std::nullopt : std::optional(m_rows.front().id);
}

std::optional<ConversationId> ConversationListModel::beside(int step) const {
    const auto row = currentRow() + step;
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].id;
}

const ConversationSummary* ConversationListModel::find(ConversationId id) const {
    const auto row = rowOf(id);
    return row < 0 ? nullptr : &m_rows[static_cast<std::size_t>(row)];
}

} // namespace kontor
