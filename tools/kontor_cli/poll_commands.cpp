#include "core/polls/poll_files.h"
#include "tools/kontor_cli/stored.h"

#include <algorithm>

namespace kontor::cli {
namespace {

Task<Result<PollView>> pollNow(Context* context, QString id) {
    const auto asked = context->session.ask<PollView>(
        [id](Client& client, const Reply<PollView>& reply) { client.findPoll(id, reply); });
    auto poll = co_await asked;
    co_return poll;
}

/// Until the store shows what `holds` asks for. NotReachable at the deadline.
Task<Result<PollView>> awaitPoll(Context* context, const QString& id,
                                 bool (*holds)(const PollView&)) {
    return awaitStored<PollView>(context, [context, id] { return pollNow(context, id); }, holds);
}

bool isThere(const PollView& /*poll*/) {
    return true;
}
bool hasNothingPending(const PollView& poll) {
    return !poll.pending;
}
bool isOpen(const PollView& poll) {
    return poll.state == PollView::State::Open;
}
bool isClosed(const PollView& poll) {
    return poll.state == PollView::State::Closed;
}

/// A poll that somebody may have asked a moment ago.
Task<Result<PollView>> findPoll(Context* context) {
    auto asking = pollNow(context, context->arguments.words.front());
    auto here = co_await asking;
    if (here.ok() || here.error().code != ErrorCode::ConversationUnknown)
        co_return here;
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    auto waiting = awaitPoll(context, context->arguments.words.front(), isThere);
    auto poll = co_await waiting;
    co_return poll;
}

/// The numbers of the options with these texts, or with these slots. OptionUnknown.
Result<std::vector<PollView::OptionNumber>> optionsNamed(const PollView& poll,
                                                         const QStringList& names) {
    std::vector<PollView::OptionNumber> numbers;
    for (const QString& name : names) {
        const std::optional<PollSlot> slot = readSlot(name).slot;
        const auto option = std::ranges::find_if(poll.options, [&](const PollView::Option& one) {
            return one.slot ? one.slot == slot : one.text == name;
        });
        if (option == poll.options.end())
            return Error(ErrorCode::OptionUnknown, {name.toStdString()});
        numbers.push_back(option->number);
    }
    return numbers;
}

Result<VoteForm> voteOf(const PollView& poll, const PollArguments& arguments) {
    auto yes = optionsNamed(poll, arguments.yes);
    if (!yes.ok())
        return yes.error();
    auto ifNeedBe = optionsNamed(poll, arguments.ifNeedBe);
    if (!ifNeedBe.ok())
        return ifNeedBe.error();
    VoteForm form;
    form.poll = poll.row;
    form.vote.yes = std::move(yes).value();
    form.vote.ifNeedBe = std::move(ifNeedBe).value();
    form.vote.comment = arguments.comment;
    return form;
}

using DoToPoll = std::function<void(Client& client, MessageRow poll, const Reply<void>& reply)>;

/// Does it, and waits until the log has it.
Task<Result<void>> doToPoll(Context* context, DoToPoll act, bool (*holds)(const PollView&)) {
    auto finding = findPoll(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const MessageRow poll = found.value().row;
    const auto asked = context->session.ask<void>(
        [poll, act](Client& client, const Reply<void>& reply) { act(client, poll, reply); });
    const auto done = co_await asked;
    if (!done.ok())
        co_return done.error();
    ++context->kept;
    auto waiting = awaitPoll(context, found.value().id, holds);
    const auto held = co_await waiting;
    if (!held.ok())
        co_return held.error();
    --context->kept;
    co_return Result<void>();
}

Task<Result<PollTable>> findTable(Context* context) {
    auto finding = findPoll(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const MessageRow poll = found.value().row;
    const auto asked = context->session.ask<PollTable>(
        [poll](Client& client, const Reply<PollTable>& reply) { client.pollTable(poll, reply); });
    auto table = co_await asked;
    co_return table;
}

/// To the file, or to the standard output.
Result<void> put(const Context* context, const QByteArray& bytes, const QString& path) {
    if (path != "-")
        return writeFile(bytes, path);
    context->standardOutput(bytes);
    return {};
}

/// OptionUnknown: the poll has no such slot.
Result<void> putSlot(const Context* context, const PollView& poll) {
    const PollArguments& arguments = context->arguments.poll;
    const auto option = std::ranges::find(poll.options, arguments.slot, &PollView::Option::slot);
    if (option == poll.options.end())
        return Error(ErrorCode::OptionUnknown, {polls::isoInterval(*arguments.slot).toStdString()});
    const auto now = context->session.clock().sinceEpoch();
    return put(context, polls::pollCalendar(poll, option->number, now), arguments.ics);
}

} // namespace

Task<Result<void>> createPoll(Context* context) {
    PollForm form = context->arguments.poll.form;
    form.lifetime = context->arguments.lifetime.value_or(Milliseconds(0));
    const SayInTarget say = [form](Client& client, ConversationId conversation,
                                   const Reply<MessageRow>& reply) {
        client.askPoll(conversation, form, reply);
    };
    auto saying = sayAndWait(context, say);
    const auto said = co_await saying;
    if (!said.ok())
        co_return said.error();
    if (!said.value().poll)
        co_return ErrorCode::Internal;
    context->output.pollCreated(*said.value().poll);
    co_return Result<void>();
}

Task<Result<void>> votePoll(Context* context) {
    auto finding = findPoll(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const auto form = voteOf(found.value(), context->arguments.poll);
    if (!form.ok())
        co_return form.error();
    const auto asked = context->session.ask<void>(
        [form](Client& client, const Reply<void>& reply) { client.vote(form.value(), reply); });
    const auto voted = co_await asked;
    if (!voted.ok())
        co_return voted.error();
    ++context->kept;
    auto waiting = awaitPoll(context, found.value().id, hasNothingPending);
    const auto counted = co_await waiting;
    if (!counted.ok())
        co_return counted.error();
    --context->kept;
    if (counted.value().cameTooLate)
        co_return ErrorCode::PollClosed;
    co_return Result<void>();
}

Task<Result<void>> closePoll(Context* context) {
    const DoToPoll close = [](Client& client, MessageRow poll, const Reply<void>& reply) {
        client.closePoll(poll, reply);
    };
    auto closing = doToPoll(context, close, isClosed);
    const auto closed = co_await closing;
    co_return closed;
}

Task<Result<void>> reopenPoll(Context* context) {
    const DoToPoll reopen = [](Client& client, MessageRow poll, const Reply<void>& reply) {
        client.reopenPoll(poll, reply);
    };
    auto opening = doToPoll(context, reopen, isOpen);
    const auto opened = co_await opening;
    co_return opened;
}

Task<Result<void>> remindSilent(Context* context) {
    // The poll is a message, too: that knows its conversation.
    auto finding = findEntry(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const MessageRow poll = found.value().row;
    const ConversationId conversation = found.value().conversation;
    // Never the question: it would outlive a poll that disappears.
    const QString words =
        context->arguments.words.value(1, QStringLiteral("Please answer this poll."));
    const auto asked = context->session.ask<MessageRow>(
        [poll, words](Client& client, const Reply<MessageRow>& reply) {
            client.remindSilent(poll, words, reply);
        });
    const auto row = co_await asked;
    if (!row.ok())
        co_return row.error();
    ++context->kept;
    auto sending = awaitSent(context, conversation, row.value(), context->deadline());
    const auto sent = co_await sending;
    if (!sent.ok())
        co_return sent.error();
    --context->kept;
    co_return Result<void>();
}

Task<Result<void>> showPoll(Context* context) {
    auto finding = findTable(context);
    const auto table = co_await finding;
    if (!table.ok())
        co_return table.error();
    context->output.pollTable(table.value());
    co_return Result<void>();
}

Task<Result<void>> exportPoll(Context* context) {
    auto finding = findTable(context);
    const auto table = co_await finding;
    if (!table.ok())
        co_return table.error();
    const PollArguments& arguments = context->arguments.poll;
    if (arguments.slot) {
        const auto written = putSlot(context, table.value().poll);
        if (!written.ok())
            co_return written.error();
    }
    if (!arguments.csv.isEmpty()) {
        const auto written = put(context, polls::pollCsv(table.value()), arguments.csv);
        if (!written.ok())
            co_return written.error();
    }
    co_return Result<void>();
}

} // namespace kontor::cli
