#include "app/view_models/conversation_list_model.h"

#include "app/texts/entry_text.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"
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
    return a.lastActivity != b.lastActivity ? a.lastActivity > b.lastActivity : a.id > b.id;
}

} // namespace

ConversationListModel::ConversationListModel(Client& client, Moments moments)
    : m_client(client)
    , m_moments(std::move(moments)) {}

int ConversationListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> ConversationListModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Id), "conversationId"}, {role(Role::Title), "title"},
            {role(Role::Preview), "preview"},   {role(Role::Time), "time"},
            {role(Role::Mentioned), "mentioned"},
            {role(Role::Unread), "unread"},     {role(Role::Initials), "initials"},
            {role(Role::Colour), "colour"},     {role(Role::Notes), "notes"},
            {role(Role::Delivery), "delivery"}, {role(Role::Trouble), "trouble"},
            {role(Role::Current), "current"},   {role(Role::Muted), "muted"},
            {role(Role::Verified), "verified"}, {role(Role::Spoken), "spoken"}};
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
        return EntryText::preview(summary, m_self);
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
    case Role::Spoken:
        return spoken(summary);
    }
    return {};
}

QString ConversationListModel::spoken(const ConversationSummary& summary) const {
    QStringList parts{EntryText::title(summary)};
    if (summary.peer && summary.peer->trust == Trust::Verified)
        parts << tr("verified");
    if (summary.mutedUntil > Milliseconds(0))
        parts << tr("muted");
    if (summary.unread > 0)
        parts << tr("%n unread", "", summary.unread);
    if (summary.mentioned == ConversationSummary::Mentioned::Yes)
        parts << tr("you are mentioned");
    if (const auto text = EntryText::preview(summary, m_self); !text.isEmpty())
        parts << text;
    parts << m_moments.brief(summary.lastActivity);
    if (ownIsLast(summary))
        parts << EntryText::delivery(summary.lastDelivery);
    return parts.join(QLatin1String(", "));
}

void ConversationListModel::load() {
    if (m_rows.empty())
        setState(State::Loading);
    m_asking = true;
    m_client.conversations(0, kPage,
                           [self = QPointer(this)](Result<std::vector<ConversationSummary>> page) {
                               if (self)
                                   self->take(0, std::move(page));
                           });
}

bool ConversationListModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_state == State::Filled && !m_complete && !m_asking;
}

void ConversationListModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent))
        return;
    m_asking = true;
    const auto offset = static_cast<std::uint32_t>(m_rows.size());
    m_client.conversations(
        offset, kPage,
        [self = QPointer(this), offset](Result<std::vector<ConversationSummary>> page) {
            if (self)
                self->take(offset, std::move(page));
        });
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
    if (m_state == State::Loading && m_asking && m_rows.empty())
        return; // with the first page
    place(changed);
    settle();
}

void ConversationListModel::place(const std::vector<ConversationSummary>& summaries) {
    for (const auto& summary : summaries) {
        // What lies below the last row comes with its page.
        const bool below = !m_complete && !m_rows.empty() && before(m_rows.back(), summary);
        if (!below || rowOf(summary.id) >= 0)
            place(summary);
    }
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
            emit dataChanged(index(row), index(row), {static_cast<int>(Role::Current)});
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
