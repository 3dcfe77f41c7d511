#include "core/polls/poll_form.h"

#include "core/polls/poll_tally.h"

#include <algorithm>

namespace kontor::polls {
namespace {

using content::Answer;

Error malformed() {
    return Error(ErrorCode::Malformed, {"poll"});
}

Error noDate() {
    return Error(ErrorCode::Malformed, {"date"});
}

bool isBetweenTheEnds(std::chrono::seconds moment) {
    return moment.count() >= content::kLeastMoment && moment.count() < content::kMomentsEnd;
}

Result<content::Slot> slotFrom(const PollSlot& slot) {
    content::Slot sent;
    if (slot.kind == PollSlot::Kind::Times) {
        const auto start = std::chrono::floor<std::chrono::seconds>(slot.start);
        const auto end = std::chrono::floor<std::chrono::seconds>(slot.end);
        if (start != slot.start || end != slot.end)
            return malformed();
        if (!isBetweenTheEnds(start) || !isBetweenTheEnds(end))
            return noDate();
        sent.first = start.count();
        sent.last = end.count();
        return sent;
    }
    if (!slot.firstDay.isValid() || !slot.lastDay.isValid())
        return malformed();
    const QDate first(1970, 1, 1);
    sent.kind = content::Slot::Kind::Days;
    sent.first = first.daysTo(slot.firstDay);
    sent.last = first.daysTo(slot.lastDay);
    constexpr std::chrono::seconds kDay = std::chrono::hours(24);
    if (!isBetweenTheEnds(sent.first * kDay) || !isBetweenTheEnds(sent.last * kDay))
        return noDate();
    return sent;
}

} // namespace

Result<content::Poll> pollFrom(const PollForm& form) {
    if (!form.options.isEmpty() && !form.dates.empty())
        return malformed();
    content::Poll poll;
    poll.title = form.title.trimmed().toStdString();
    std::uint32_t number = 0;
    for (const QString& option : form.options)
        poll.options.push_back({content::OptionId(++number), option.trimmed().toStdString()});
    for (const PollSlot& date : form.dates) {
        const auto slot = slotFrom(date);
        if (!slot.ok())
            return slot.error();
        poll.options.push_back({content::OptionId(++number), {}, slot.value()});
    }
    if (form.choices == PollView::Choices::Several)
        poll.choices = content::Poll::Choices::Several;
    if (form.third == PollView::Third::Offered)
        poll.third = content::Poll::Third::Offered;
    if (form.names == PollView::Names::Counted)
        poll.names = content::Poll::Names::Counted;
    poll.deadline = std::chrono::floor<std::chrono::seconds>(form.deadline);
    if (form.deadline != Milliseconds(0) && !isBetweenTheEnds(poll.deadline))
        return noDate();
    if (auto checked = content::checkPoll(poll); !checked.ok())
        return checked.error();
    return poll;
}

Result<content::Ballot> ballotFrom(const content::Poll& poll, const PollView::Vote& vote) {
    content::Ballot ballot;
    std::size_t yes = 0;
    std::size_t ifNeedBe = 0;
    for (const auto& option : poll.options) {
        const bool wanted = std::ranges::count(vote.yes, option.id.value) != 0;
        const bool bearable = std::ranges::count(vote.ifNeedBe, option.id.value) != 0;
        if (wanted && bearable)
            return ErrorCode::NotAllowed;
        yes += wanted ? 1 : 0;
        ifNeedBe += bearable ? 1 : 0;
        const Answer other = bearable ? Answer::IfNeedBe : Answer::No;
        ballot.choices.push_back({option.id, wanted ? Answer::Yes : other});
    }
    if (yes != vote.yes.size() || ifNeedBe != vote.ifNeedBe.size())
        return ErrorCode::OptionUnknown;
    if (!fits(poll, ballot.choices))
        return ErrorCode::NotAllowed;
    if (yes + ifNeedBe == 0) // the earlier one is taken back
        return content::Ballot();
    if (poll.names == content::Poll::Names::Shown)
        ballot.comment = vote.comment.trimmed().toStdString();
    if (!ballot.comment.empty() && !content::isComment(ballot.comment))
        return Error(ErrorCode::TooLarge, {"comment"});
    return ballot;
}

} // namespace kontor::polls
