#include "app/view_models/message_actions_view_model.h"

#include "app/texts/error_text.h"
#include "app/view_models/timeline_model.h"

#include <QPointer>

#include <algorithm>

namespace kontor {

MessageActionsViewModel::MessageActionsViewModel(Client& client, const TimelineModel& timeline,
                                                 Moments moments)
    : m_client(client)
    , m_timeline(timeline)
    , m_moments(std::move(moments)) {}

Reply<void> MessageActionsViewModel::tellFailure() {
    return [self = QPointer(this)](const Result<void>& done) {
        if (self && !done.ok())
            emit self->failed(ErrorText::of(done.error()));
    };
}

void MessageActionsViewModel::aim(double id) {
    const auto* entry = m_timeline.entryOf(id);
    setTarget(entry != nullptr ? *entry : TimelineEntry());
}

void MessageActionsViewModel::forget(const std::vector<MessageRow>& rows) {
    if (std::ranges::find(rows, m_target.row) != rows.end())
        setTarget({});
}

void MessageActionsViewModel::setTarget(const TimelineEntry& entry) {
    m_target = entry;
    m_earlier.clear();
    m_earlierTimes.clear();
    emit aimed();
    emit earlierChanged();
}

void MessageActionsViewModel::toggle(double id, const QString& emoji) {
    const auto* entry = m_timeline.entryOf(id);
    if (entry == nullptr || !m_mayWrite || !entry->rights.mayAnswer)
        return;
    const auto same = std::ranges::find(entry->reactions, emoji, &ReactionView::emoji);
    const bool mine = same != entry->reactions.end() && same->mine == ReactionView::Mine::Yes;
    m_client.react(entry->row, emoji, mine ? ReactionView::Mine::No : ReactionView::Mine::Yes,
                   tellFailure());
}

void MessageActionsViewModel::answer(double id) {
    const auto* entry = m_timeline.entryOf(id);
    if (entry != nullptr && m_mayWrite && entry->rights.mayAnswer)
        emit answerWanted(*entry);
}

void MessageActionsViewModel::react(const QString& emoji) {
    if (mayAnswer())
        m_client.react(m_target.row, emoji, ReactionView::Mine::Yes, tellFailure());
}

void MessageActionsViewModel::edit() {
    if (mayEdit())
        emit editWanted(m_target);
}

void MessageActionsViewModel::editLast() {
    const auto* entry = m_timeline.newestOwn();
    if (entry != nullptr && m_mayWrite && entry->rights.mayEdit)
        emit editWanted(*entry);
}

void MessageActionsViewModel::deleteForAll() {
    if (mayDeleteForAll())
        m_client.deleteForAll(m_target.row, tellFailure());
}

void MessageActionsViewModel::deleteHere() {
    if (mayDeleteHere())
        m_client.deleteHere(m_target.row, tellFailure());
}

void MessageActionsViewModel::togglePin() {
    if (mayPin())
        m_client.pin(m_target.row, pinned() ? TimelineEntry::Pin::Off : TimelineEntry::Pin::On,
                     tellFailure());
}

void MessageActionsViewModel::forward() {
    if (mayForward())
        emit forwardWanted(m_target);
}

void MessageActionsViewModel::ask() {
    if (mayAsk())
        emit infoWanted(m_target);
}

void MessageActionsViewModel::readEarlier() {
    m_client.revisions(m_target.row, [self = QPointer(this), row = m_target.row](
                                         const Result<std::vector<RevisionView>>& revisions) {
        if (!self || self->m_target.row != row || !revisions.ok())
            return;
        self->m_earlier.clear();
        self->m_earlierTimes.clear();
        for (const auto& revision : revisions.value()) {
            self->m_earlier << revision.text;
            self->m_earlierTimes << tr("%1, %2", "day, time of day")
                                        .arg(self->m_moments.day(revision.at),
                                             self->m_moments.timeOfDay(revision.at));
        }
        emit self->earlierChanged();
    });
}

} // namespace kontor
