#include "app/view_models/timeline_model.h"

#include "app/texts/error_text.h"
#include "app/texts/poll_text.h"

#include <QMetaMethod>
#include <QPointer>

#include <algorithm>

namespace kontor {

namespace {
using Anchor = TimelineRequest::Anchor;
} // namespace

TimelineModel::TimelineModel(Client& client, PictureLibrary& pictures, Moments moments,
                             const Clock& clock, Timers& timers)
    : m_client(client)
    , m_pictureLibrary(pictures)
    , m_moments(std::move(moments))
    , m_countdown(clock, timers, [this] { countDown(); }) {}

int TimelineModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_window.rows.size());
}

int TimelineModel::rowOf(double id) const {
    return m_window.indexOf(MessageRow(static_cast<std::int64_t>(id)));
}

const TimelineEntry* TimelineModel::entryOf(double id) const {
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_window.rows.at(static_cast<std::size_t>(row));
}

const TimelineEntry* TimelineModel::newestOwn() const {
    const auto own = std::ranges::find_if(m_window.rows, [](const TimelineEntry& entry) {
        return entry.side == TimelineEntry::Side::Own && entry.kind == EntryKind::Text;
    });
    return own == m_window.rows.end() ? nullptr : &*own;
}

void TimelineModel::showEntry(double id) {
    if (m_conversation)
        openAround(*m_conversation, m_kind, MessageRow(static_cast<std::int64_t>(id)));
}

void TimelineModel::showDay(const QDate& day) {
    if (!m_conversation)
        return;
    ++m_generation;
    ask(Anchor::Moment, {}, kWindow, Milliseconds(day.startOfDay().toMSecsSinceEpoch()));
}

std::optional<QDate> TimelineModel::dayInView() const {
    const int at = m_inView ? m_window.indexOf(*m_inView) : -1;
    if (at < 0)
        return std::nullopt;
    return Moments::dayOf(m_window.rows.at(static_cast<std::size_t>(at)).sentAt);
}

int TimelineModel::markedRow() const {
    return m_marked ? m_window.indexOf(*m_marked) : -1;
}

void TimelineModel::open(ConversationId conversation, ConversationKind kind) {
    if (m_conversation != conversation)
        close();
    m_conversation = conversation;
    m_kind = kind;
    m_marked.reset();
    ++m_generation;
    if (m_window.rows.empty())
        setState(State::Loading);
    ask(Anchor::FirstUnread, {}, kPage);
}

void TimelineModel::openAround(ConversationId conversation, ConversationKind kind, MessageRow row) {
    if (m_conversation != conversation)
        close();
    m_conversation = conversation;
    m_kind = kind;
    m_marked = row;
    ++m_generation;
    if (m_window.rows.empty())
        setState(State::Loading);
    ask(Anchor::Around, row, kWindow);
}

void TimelineModel::close() {
    ++m_generation;
    m_asking = false;
    m_conversation.reset();
    m_waiting.clear();
    m_whileAsking.clear();
    m_firstUnread.reset();
    m_marked.reset();
    m_run.reset();
    m_inView.reset();
    m_lookedAway = false;
    m_unreadFrom.reset();
    m_looked.clear();
    m_begun.clear();
    setState(
        State::Closed); // before the rows go: the view lets go of those that it is making ahead
    beginResetModel();
    m_window = {};
    endResetModel();
    m_view.reset();
    watchLives();
    m_trouble.clear();
    dropCards();
    emit edgesChanged();
}

void TimelineModel::reload() {
    if (!m_conversation)
        return;
    ++m_generation;
    if (m_window.rows.empty())
        setState(State::Loading);
    ask(Anchor::Newest, {}, kPage);
}

void TimelineModel::lookAway() {
    m_run.reset();
    m_lookedAway = true;
}

/// The line above what is new stands where it stands while something below it was not seen.
void TimelineModel::openLine(MessageRow row) {
    m_lookedAway = false;
    const int at = m_firstUnread ? m_window.indexOf(*m_firstUnread) : -1;
    if (at < 0 || !isUnread(m_window.rows.at(static_cast<std::size_t>(at)))) {
        m_firstUnread = row;
        changed(at, at);
    }
}

int TimelineModel::unreadRow() const {
    return m_filledAroundUnread && m_firstUnread ? m_window.indexOf(*m_firstUnread) : -1;
}

void TimelineModel::showNewest() {
    m_run.reset();
    if (m_window.reachesNewest)
        return;
    m_marked.reset();
    reload();
}

void TimelineModel::goOn() {
    if (!m_conversation)
        return;
    const TimelineRequest request{
        .conversation = *m_conversation, .anchor = Anchor::FirstUnread, .row = {}, .count = 2};
    m_client.timeline(request, [self = QPointer(this),
                                asked = *m_conversation](const Result<TimelinePage>& answer) {
        if (!self || self->m_conversation != asked)
            return;
        const auto unread = answer.ok() ? answer.value().firstUnread : std::nullopt;
        const int at = unread ? self->m_window.indexOf(*unread) : -1;
        const int inView = self->m_inView ? self->m_window.indexOf(*self->m_inView) : -1;
        // Above the view lies what was jumped over; the next row is where one is already.
        const bool further = at >= 0 ? at + 1 < inView : unread && self->isBelow(answer.value());
        if (!further)
            return emit self->newestWanted();
        self->m_firstUnread = unread;
        self->m_marked.reset();
        ++self->m_generation;
        self->ask(Anchor::FirstUnread, {}, kPage);
    });
}

/// Newer than all that is in the window.
bool TimelineModel::isBelow(const TimelinePage& page) const {
    const auto unread = std::ranges::find(page.entries, *page.firstUnread, &TimelineEntry::row);
    return unread != page.entries.end() && !m_window.rows.empty() &&
           unread->seq > m_window.rows.front().seq;
}

void TimelineModel::wantOlder() {
    if (!m_asking && !m_window.reachesOldest && !m_window.rows.empty())
        ask(Anchor::OlderThan, m_window.rows.back().row, kPage);
}

void TimelineModel::wantNewer() {
    if (!m_asking && !m_window.reachesNewest && !m_window.rows.empty())
        ask(Anchor::NewerThan, m_window.rows.front().row, kPage);
}

void TimelineModel::ask(Anchor anchor, MessageRow row, int count, Milliseconds moment) {
    m_asking = true;
    m_whileAsking.clear();
    const TimelineRequest request{.conversation = *m_conversation,
                                  .anchor = anchor,
                                  .row = row,
                                  .count = static_cast<std::uint32_t>(count),
                                  .moment = moment};
    m_client.timeline(request, [self = QPointer(this), generation = m_generation, anchor,
                                row](Result<TimelinePage> answer) {
        if (self && self->m_generation == generation)
            self->take(anchor, row, std::move(answer));
    });
}

void TimelineModel::take(Anchor anchor, MessageRow asked, Result<TimelinePage> answer) {
    m_asking = false;
    if (!answer.ok()) {
        // A page that fails while something is on screen is asked for again by the next scroll.
        if (m_window.rows.empty())
            setState(State::Failed, ErrorText::of(answer.error()));
        return;
    }
    auto page = std::move(answer).value();
    const auto& rows = m_window.rows;
    switch (anchor) {
    case Anchor::Newest:
    case Anchor::Around:
    case Anchor::FirstUnread:
    case Anchor::Moment:
        if (anchor == Anchor::Moment)
            m_marked = page.atMoment;
        m_filledAroundUnread = anchor == Anchor::FirstUnread && page.firstUnread;
        takeWhole(std::move(page));
        break;
    case Anchor::OlderThan:
        if (!rows.empty() && rows.back().row == asked)
            takeOlder(std::move(page));
        break;
    case Anchor::NewerThan:
        if (!rows.empty() && rows.front().row == asked)
            takeNewer(std::move(page));
        break;
    }
    m_whileAsking.clear();
    if (std::exchange(m_missed, false))
        readAgain();
}

/// Diffs newer than the page, applied to the page: then it is as new as the window that it joins.
void TimelineModel::patch(TimelinePage& page, std::optional<MessageRow> newerEdge) const {
    TimelineWindow part{
        .rows = std::move(page.entries),
        .reachesNewest = page.reachesNewest,
        .reachesOldest = page.reachesOldest,
    };
    for (const auto& [revision, diff] : m_whileAsking) {
        if (revision <= page.revision)
            continue;
        auto local = diff;
        auto step = part.stepFor(diff);
        if (newerEdge && diff.newerNeighbour == newerEdge) // follows the window's last row directly
            step = part.indexOf(diff.entry.row) < 0
                       ? TimelineWindow::Step(TimelineWindow::Insert{0})
                       : step;
        part.perform(step, local.entry);
    }
    page.entries = std::move(part.rows);
}

void TimelineModel::takeWhole(TimelinePage page) {
    patch(page, {});
    m_waiting.clear();
    m_revision = page.revision;
    noteUnread(page);
    beginResetModel();
    m_window = {.rows = std::move(page.entries),
                .reachesNewest = page.reachesNewest,
                .reachesOldest = page.reachesOldest};
    endResetModel();
    dropCards();
    m_view.reset();
    watchLives();
    // What was applied to the page is contained in the window now.
    for (const auto& stamped : m_whileAsking)
        m_revision = std::max(m_revision, stamped.revision);
    setState(m_window.rows.empty() ? State::Empty : State::Filled);
    emit edgesChanged();
    emit opened();
    emit seenChanged();
}

void TimelineModel::noteUnread(const TimelinePage& page) {
    m_run.reset();
    m_looked.clear();
    if (page.firstUnread && !m_firstUnread)
        m_firstUnread = page.firstUnread;
    if (m_unreadFrom)
        return;
    const auto first = page.firstUnread
                           ? std::ranges::find(page.entries, *page.firstUnread, &TimelineEntry::row)
                           : page.entries.end();
    if (first != page.entries.end())
        m_unreadFrom = first->seq;
    else if (page.firstUnread)
        m_unreadFrom = Seq(0); // somewhere above
    else if (page.reachesNewest)
        m_unreadFrom = page.entries.empty() ? Seq(0) : page.entries.front().seq.next();
}

bool TimelineModel::isUnread(const TimelineEntry& entry) const {
    return entry.side == TimelineEntry::Side::Other && m_unreadFrom && entry.seq >= *m_unreadFrom &&
           entry.kind != EntryKind::Deleted && delegateOf(entry) != QLatin1String("notice") &&
           !m_looked.contains(entry.row);
}

int TimelineModel::unreadBelow() const {
    const int seen = m_run ? m_window.indexOf(m_run->newest) : -1;
    const auto end = m_window.rows.begin() + std::max(seen, 0);
    return static_cast<int>(std::count_if(
        m_window.rows.begin(), end, [this](const TimelineEntry& one) { return isUnread(one); }));
}

void TimelineModel::takeOlder(TimelinePage page) {
    patch(page, m_window.rows.back().row);
    std::erase_if(page.entries,
                  [this](const TimelineEntry& entry) { return m_window.indexOf(entry.row) >= 0; });
    m_window.reachesOldest = page.reachesOldest;
    const auto first = rowCount();
    if (!page.entries.empty()) {
        beginInsertRows({}, first, first + static_cast<int>(page.entries.size()) - 1);
        m_window.rows.insert(m_window.rows.end(), page.entries.begin(), page.entries.end());
        endInsertRows();
    }
    changed(first - 1, first - 1);
    if (const auto excess = rowCount() - kWindow; excess > 0) {
        const auto& beyond = m_window.rows.at(static_cast<std::size_t>(excess) - 1);
        m_beyond.emplace(); // without its words
        m_beyond->row = beyond.row;
        m_beyond->kind = beyond.kind;
        m_beyond->sender.id = beyond.sender.id;
        m_beyond->sentAt = beyond.sentAt;
        m_edge = m_window.rows.at(static_cast<std::size_t>(excess)).row;
        removeRowsFrom(0, excess);
        setReachesNewest(false);
    }
    watchLives();
}

void TimelineModel::takeNewer(TimelinePage page) {
    patch(page, {});
    m_waiting.emplace_back(std::move(page));
    announceWaiting();
}

void TimelineModel::apply(const TimelineChanged& change) {
    if (change.conversation != m_conversation || m_state == State::Closed)
        return;
    if (m_asking)
        for (const auto& diff : change.diffs)
            m_whileAsking.push_back({change.revision, diff});
    const bool shown = m_state == State::Filled || m_state == State::Empty;
    if (!shown || change.revision <= m_revision)
        return;
    for (const auto& diff : change.diffs)
        m_waiting.emplace_back(Stamped{change.revision, diff});
    announceWaiting();
}

void TimelineModel::announceWaiting() {
    static const auto signal = QMetaMethod::fromSignal(&TimelineModel::waiting);
    if (isSignalConnected(signal))
        emit waiting();
    else
        applyWaiting();
}

void TimelineModel::applyWaiting() {
    for (auto& change : std::exchange(m_waiting, {})) {
        if (const auto* stamped = std::get_if<Stamped>(&change)) {
            if (stamped->revision > m_revision)
                applyDiff(stamped->diff);
            continue;
        }
        auto& page = std::get<TimelinePage>(change);
        std::erase_if(page.entries, [this](const TimelineEntry& entry) {
            return m_window.indexOf(entry.row) >= 0;
        });
        if (const auto count = static_cast<int>(page.entries.size()); count > 0) {
            beginInsertRows({}, 0, count - 1);
            m_window.rows.insert(m_window.rows.begin(), page.entries.begin(), page.entries.end());
            endInsertRows();
            changed(count, count);
        }
        setReachesNewest(page.reachesNewest);
    }
    trim();
    watchLives();
    if (m_state == State::Filled || m_state == State::Empty)
        setState(m_window.rows.empty() ? State::Empty : State::Filled);
    emit seenChanged();
    if (m_missed && !m_asking) {
        m_missed = false;
        readAgain();
    }
}

void TimelineModel::readAgain() {
    if (m_window.reachesNewest || m_window.rows.empty())
        return reload();
    ++m_generation;
    ask(Anchor::Around, m_window.rows.at(m_window.rows.size() / 2).row, kWindow);
}

void TimelineModel::applyDiff(const TimelineDiff& diff) {
    const auto step = m_window.stepFor(diff);
    if (std::holds_alternative<TimelineWindow::Missed>(step))
        m_missed = true;
    else
        performStep(step, diff.entry);
}

void TimelineModel::performStep(const TimelineWindow::Step& step, const TimelineEntry& entry) {
    if (const auto* insert = std::get_if<TimelineWindow::Insert>(&step)) {
        beginInsertRows({}, insert->at, insert->at);
        m_window.perform(step, entry);
        endInsertRows();
        if (m_lookedAway && isUnread(entry))
            openLine(entry.row);
        changed(insert->at - 1, insert->at + 1);
    } else if (const auto* replace = std::get_if<TimelineWindow::Replace>(&step)) {
        const auto at = m_window.rows.begin() + replace->at;
        if (*at == entry)
            return;
        if (delegateOf(*at) != delegateOf(entry)) {
            // Views choose a row's delegate once: it goes and comes again.
            removeRowsFrom(replace->at, 1);
            beginInsertRows({}, replace->at, replace->at);
            m_window.rows.insert(m_window.rows.begin() + replace->at, entry);
            endInsertRows();
        } else {
            m_window.perform(step, entry);
        }
        changed(replace->at - 1, replace->at + 1);
    } else if (const auto* move = std::get_if<TimelineWindow::Move>(&step)) {
        beginMoveRows({}, move->from, move->from, {},
                      move->to > move->from ? move->to + 1 : move->to);
        m_window.perform(step, entry);
        endMoveRows();
        changed(std::min(move->from, move->to) - 1, std::max(move->from, move->to) + 1);
    } else if (const auto* remove = std::get_if<TimelineWindow::Remove>(&step)) {
        removeRowsFrom(remove->at, 1);
    }
}

void TimelineModel::trim() {
    const auto excess = rowCount() - kWindow;
    if (excess <= 0)
        return;
    m_window.reachesOldest = false;
    removeRowsFrom(kWindow, excess);
}

void TimelineModel::inView(int newest, int oldest) {
    m_view = {newest, oldest};
    if (rowCount() - std::max(oldest, newest) < kMargin)
        wantOlder();
    if (newest >= 0 && newest < kMargin)
        wantNewer();
    watchLives();
}

void TimelineModel::setShown(bool shown) {
    if (m_shown == shown)
        return;
    m_shown = shown;
    if (m_shown)
        countDown(); // the words are as old as the last look
    else
        watchLives();
    emit shownChanged();
}

/// Of what is on screen alone; of everything until the view has said what that is.
void TimelineModel::watchLives() {
    std::span<const TimelineEntry> rows = m_window.rows;
    if (m_view && m_view->second >= m_view->first) {
        const auto first = std::min<std::size_t>(std::max(m_view->first, 0), rows.size());
        const auto last = std::min<std::size_t>(m_view->second + 1, rows.size());
        rows = rows.subspan(first, last - first);
    }
    m_countdown.watch(m_shown ? rows : std::span<const TimelineEntry>());
}

/// Words for what is left of lives have changed, or a poll has ended.
void TimelineModel::countDown() {
    for (int row = 0; row < rowCount(); ++row)
        if (m_window.rows.at(static_cast<std::size_t>(row)).deadline)
            emit dataChanged(index(row), index(row),
                             {static_cast<int>(Role::Life), static_cast<int>(Role::Spoken)});
    for (const auto& [row, card] : m_cards)
        card->look();
    watchLives();
}

void TimelineModel::removeRowsFrom(int first, int count) {
    beginRemoveRows({}, first, first + count - 1);
    m_window.rows.erase(m_window.rows.begin() + first, m_window.rows.begin() + first + count);
    endRemoveRows();
    dropCards();
    changed(first - 1, first);
}

void TimelineModel::changed(int first, int last) {
    first = std::max(first, 0);
    last = std::min(last, rowCount() - 1);
    if (first <= last)
        emit dataChanged(index(first), index(last));
}

void TimelineModel::setState(State state, const QString& failure) {
    if (m_state == state && m_failure == failure)
        return;
    m_state = state;
    m_failure = failure;
    emit stateChanged();
}

void TimelineModel::setReachesNewest(bool reaches) {
    if (m_window.reachesNewest == reaches)
        return;
    m_window.reachesNewest = reaches;
    emit edgesChanged();
}

void TimelineModel::seen(double newest, double oldest) {
    const auto first = rowOf(newest);
    const auto last = rowOf(oldest);
    if (!m_conversation || first < 0 || last < first)
        return;
    // Where nobody has jumped, what was scrolled past has been on screen as well.
    const int newestBefore = m_run ? m_window.indexOf(m_run->newest) : -1;
    const int oldestBefore = m_run ? m_window.indexOf(m_run->oldest) : -1;
    const int top = newestBefore < 0 ? first : std::min(first, newestBefore);
    const int bottom = std::max(last, oldestBefore);
    std::vector<MessageRow> told;
    bool grown = false;
    for (int row = top; row <= bottom; ++row) {
        const auto& entry = m_window.rows.at(static_cast<std::size_t>(row));
        const bool fresh = m_looked.insert(entry.row).second;
        grown = grown || fresh;
        if (row < first || row > last)
            continue;
        const bool begins = entry.side == TimelineEntry::Side::Other && entry.lifetime &&
                            !entry.deadline && m_begun.insert(entry.row).second;
        if (begins || fresh)
            told.push_back(entry.row);
    }
    // The near end of what was told before: all that lies between was scrolled past.
    for (const int end : {newestBefore, oldestBefore})
        if (grown && end >= 0)
            told.push_back(m_window.rows.at(static_cast<std::size_t>(end)).row);
    m_inView = m_window.rows.at(static_cast<std::size_t>(first)).row;
    m_run = Run{m_window.rows.at(static_cast<std::size_t>(top)).row,
                m_window.rows.at(static_cast<std::size_t>(bottom)).row};
    if (told.empty())
        return;
    m_client.markSeen(*m_conversation, told);
    emit seenChanged();
}

void TimelineModel::sendAgain(double id) {
    m_client.sendAgain(MessageRow(static_cast<std::int64_t>(id)), [](const Result<void>&) {});
}

void TimelineModel::discard(double id) {
    m_client.discard(MessageRow(static_cast<std::int64_t>(id)), [](const Result<void>&) {});
}

const PollView* TimelineModel::pollOf(double id) const {
    const auto* const entry = entryOf(id);
    return entry != nullptr && entry->kind == EntryKind::Poll && entry->poll ? &*entry->poll
                                                                             : nullptr;
}

void TimelineModel::vote(double id, int option) {
    const MessageRow row(static_cast<std::int64_t>(id));
    if (const auto* const poll = pollOf(id))
        m_client.vote({row, toggled(*poll, static_cast<PollView::OptionNumber>(option))},
                      answerOn(row));
}

void TimelineModel::comment(double id, const QString& words) {
    const MessageRow row(static_cast<std::int64_t>(id));
    const auto* const poll = pollOf(id);
    if (poll == nullptr)
        return;
    auto vote = ownVote(*poll);
    vote.comment = words.simplified();
    if (hasAnswered(vote) && vote.comment != ownVote(*poll).comment)
        m_client.vote({row, vote}, answerOn(row));
}

void TimelineModel::closePoll(double id) {
    const MessageRow row(static_cast<std::int64_t>(id));
    m_client.closePoll(row, answerOn(row));
}

void TimelineModel::reopenPoll(double id) {
    const MessageRow row(static_cast<std::int64_t>(id));
    m_client.reopenPoll(row, answerOn(row));
}

void TimelineModel::remindSilent(double id) {
    const MessageRow row(static_cast<std::int64_t>(id));
    if (pollOf(id) == nullptr)
        return;
    m_client.remindSilent(row, PollText::reminder(),
                          [told = answerOn(row)](const Result<MessageRow>& said) {
                              told(said.ok() ? Result<void>() : Result<void>(said.error()));
                          });
}

void TimelineModel::askAgain(double id) {
    if (const auto* const poll = pollOf(id))
        emit pollCopyWanted(*poll);
}

Reply<void> TimelineModel::answerOn(MessageRow row) {
    return [self = QPointer(this), row](const Result<void>& done) {
        if (!self)
            return;
        if (done.ok())
            self->m_trouble.erase(row);
        else
            self->m_trouble[row] = ErrorText::of(done.error());
        const int at = self->rowOf(static_cast<double>(row.value));
        if (at >= 0)
            self->changed(at, at);
    };
}

} // namespace kontor
