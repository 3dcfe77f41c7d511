#include "app/view_models/listing_model.h"

#include "app/texts/error_text.h"
#include "app/view_models/quote_card.h"
#include "core/formatting/web_addresses.h"

#include <QPointer>

#include <algorithm>

namespace kontor {
namespace {

QString iconOf(const TimelineEntry& entry, ListingModel::What what) {
    if (entry.kind == EntryKind::Picture)
        return QStringLiteral("picture");
    if (entry.kind == EntryKind::File)
        return QStringLiteral("file");
    if (entry.kind == EntryKind::Poll)
        return entry.poll && entry.poll->state == PollView::State::Closed ? QStringLiteral("check")
                                                                          : QStringLiteral("poll");
    return what == ListingModel::What::Links ? QStringLiteral("link") : QStringLiteral("pin");
}

} // namespace

ListingModel::ListingModel(Client& client, Moments moments)
    : m_client(client)
    , m_moments(std::move(moments)) {}

int ListingModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> ListingModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Id), "entryId"},        {role(Role::Who), "who"},
            {role(Role::Words), "words"},       {role(Role::Time), "time"},
            {role(Role::IconName), "iconName"}, {role(Role::Spoken), "spoken"},
            {role(Role::Section), "section"}};
}

QString ListingModel::section(const TimelineEntry& entry) const {
    if (m_what != What::Polls || !entry.poll)
        return {};
    return entry.poll->state == PollView::State::Open ? tr("Open") : tr("Closed");
}

QString ListingModel::who(const TimelineEntry& entry) {
    return entry.side == TimelineEntry::Side::Own ? tr("You") : entry.sender.name;
}

/// Of a text with a link it is the link that is looked for.
QString ListingModel::words(const TimelineEntry& entry) const {
    if (m_what == What::Links)
        if (const auto links = webAddressesIn(entry.text); !links.empty())
            return links.front().address;
    if (entry.picture && m_what == What::Files)
        return entry.text.isEmpty() ? entry.picture->fileName : entry.text.simplified();
    return m_what == What::Polls ? entry.text : QuoteCard::wordsOf(entry);
}

QVariant ListingModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& entry = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (static_cast<Role>(role)) {
    case Role::Id:
        return static_cast<double>(entry.row.value);
    case Role::Who:
        return who(entry);
    case Role::Words:
        return words(entry);
    case Role::Time:
        return m_moments.brief(entry.sentAt);
    case Role::IconName:
        return iconOf(entry, m_what);
    case Role::Section:
        return section(entry);
    case Role::Spoken: {
        const auto said = tr("%1, %2: %3", "who, when: what")
                              .arg(who(entry), m_moments.brief(entry.sentAt), words(entry));
        const auto state = section(entry);
        //: a poll, open or closed
        return state.isEmpty() ? said : tr("%1 (%2)").arg(said, state);
    }
    }
    return {};
}

void ListingModel::open(std::optional<ConversationId> conversation) {
    if (m_conversation == conversation)
        return;
    close();
    m_conversation = conversation;
}

void ListingModel::close() {
    ++m_generation;
    m_asking = false;
    m_again = false;
    beginResetModel();
    m_rows.clear();
    endResetModel();
    setState(State::Closed);
}

void ListingModel::show(What what) {
    close();
    m_what = what;
    if (m_conversation)
        reload();
}

void ListingModel::reload() {
    setState(State::Loading);
    ask({}, kPage, [](ListingModel& self, ListingPage page) { self.replace(std::move(page)); });
}

void ListingModel::ask(std::optional<MessageRow> olderThan, std::uint32_t count, Then then) {
    ListingRequest request;
    request.conversation = *m_conversation;
    request.what = static_cast<Listed>(m_what);
    request.olderThan = olderThan;
    request.count = count;
    m_asking = true;
    m_again = false;
    m_client.listing(request, [self = QPointer(this), generation = m_generation,
                               then = std::move(then)](Result<ListingPage> page) {
        if (!self || self->m_generation != generation)
            return;
        self->m_asking = false;
        if (self->m_again)
            return self->refresh();
        if (page.ok())
            then(*self, std::move(page).value());
        else
            self->setState(State::Failed, ErrorText::of(page.error()));
    });
}

bool ListingModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_state == State::Filled && !m_complete && !m_asking;
}

void ListingModel::fetchMore(const QModelIndex& parent) {
    if (canFetchMore(parent))
        ask(m_rows.back().row, kPage,
            [](ListingModel& self, ListingPage page) { self.append(std::move(page)); });
}

void ListingModel::append(ListingPage page) {
    m_complete = page.reachesOldest;
    if (page.entries.empty())
        return;
    const auto first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(page.entries.size()) - 1);
    std::ranges::move(page.entries, std::back_inserter(m_rows));
    endInsertRows();
}

void ListingModel::replace(ListingPage page) {
    m_complete = page.reachesOldest;
    if (m_rows != page.entries) {
        beginResetModel();
        m_rows = std::move(page.entries);
        endResetModel();
    }
    setState(m_rows.empty() ? State::Empty : State::Filled);
}

/// What is held, read anew.
void ListingModel::refresh() {
    if (m_asking) {
        m_again = true;
        return;
    }
    ask({}, std::max(kPage, static_cast<std::uint32_t>(m_rows.size())),
        [](ListingModel& self, ListingPage page) { self.replace(std::move(page)); });
}

std::ptrdiff_t ListingModel::rowOf(MessageRow row) const {
    const auto found = std::ranges::find(m_rows, row, &TimelineEntry::row);
    return found == m_rows.end() ? -1 : found - m_rows.begin();
}

bool ListingModel::concerns(const TimelineDiff& diff) const {
    if (rowOf(diff.entry.row) >= 0)
        return true;
    switch (m_what) {
    case What::Files:
        return diff.entry.picture.has_value();
    case What::Links:
        return diff.entry.kind == EntryKind::Text && !webAddressesIn(diff.entry.text).empty();
    case What::Polls:
        return diff.entry.kind == EntryKind::Poll;
    case What::Pins:
        break;
    }
    return diff.entry.pin == TimelineEntry::Pin::On;
}

void ListingModel::apply(const TimelineChanged& change) {
    if (m_state == State::Closed || m_conversation != change.conversation)
        return;
    if (std::ranges::any_of(change.diffs,
                            [this](const TimelineDiff& diff) { return concerns(diff); }))
        refresh();
}

void ListingModel::forget(const std::vector<MessageRow>& erased) {
    for (const MessageRow row : erased) {
        const auto at = rowOf(row);
        if (at < 0)
            continue;
        beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at));
        m_rows.erase(m_rows.begin() + at);
        endRemoveRows();
    }
    if (m_asking)
        m_again = true; // the page may have been read before
    else if (m_state == State::Filled && m_rows.empty())
        refresh();
}

void ListingModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

void ListingModel::setState(State state, const QString& failure) {
    m_state = state;
    m_failure = failure;
    emit stateChanged();
}

} // namespace kontor
