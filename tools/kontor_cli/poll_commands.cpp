#include "tools/kontor_cli/commands.h"

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
Task<Result<PollView>> awaitPoll(Context* context, QString id, bool (*holds)(const PollView&)) {
    while (true) {
        const int arrivals = context->session.arrivals();
        auto asking = pollNow(context, id);
        auto poll = co_await asking;
        const bool unknown = !poll.ok() && poll.error().code == ErrorCode::ConversationUnknown;
        if (!unknown && (!poll.ok() || holds(poll.value())))
            co_return poll;
        auto* const session = &context->session;
        const auto waiting = session->until(
            [session, arrivals] { return session->arrivals() != arrivals; }, context->deadline());
        const auto arrived = co_await waiting;
        if (arrived.ok())
            continue;
        if (arrived.error().code != ErrorCode::TimedOut)
            co_return arrived.error();
        if (unknown)
            co_return poll;
        co_return ErrorCode::NotReachable;
    }
}

bool isThere(const PollView& /*poll*/) {
    return true;
}
bool hasNothingPending(const PollView& poll) {
    return !poll.pending;
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

/// The numbers of the options with these texts. OptionUnknown.
Result<std::vector<PollView::OptionNumber>> optionsNamed(const PollView& poll,
                                                         const QStringList& texts) {
    std::vector<PollView::OptionNumber> numbers;
    for (const QString& text : texts) {
        const auto option = std::ranges::find(poll.options, text, &PollView::Option::text);
        if (option == poll.options.end())
            return Error(ErrorCode::OptionUnknown, {text.toStdString()});
        numbers.push_back(option->number);
    }
    return numbers;
}

} // namespace

Task<Result<void>> createPoll(Context* context) {
    PollForm form;
    form.title = context->arguments.title;
    form.options = context->arguments.options;
    form.choices = context->arguments.choices;
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
    const auto numbers = optionsNamed(found.value(), context->arguments.options);
    if (!numbers.ok())
        co_return numbers.error();
    const MessageRow poll = found.value().row;
    const std::vector<PollView::OptionNumber> options = numbers.value();
    const auto asked =
        context->session.ask<void>([poll, options](Client& client, const Reply<void>& reply) {
            client.vote({poll, {options, {}}}, reply);
        });
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
    auto finding = findPoll(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const MessageRow poll = found.value().row;
    const auto asked = context->session.ask<void>(
        [poll](Client& client, const Reply<void>& reply) { client.closePoll(poll, reply); });
    const auto closing = co_await asked;
    if (!closing.ok())
        co_return closing.error();
    ++context->kept;
    auto waiting = awaitPoll(context, found.value().id, isClosed);
    const auto closed = co_await waiting;
    if (!closed.ok())
        co_return closed.error();
    --context->kept;
    co_return Result<void>();
}

Task<Result<void>> showPoll(Context* context) {
    auto finding = findPoll(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    context->output.poll(found.value());
    co_return Result<void>();
}

} // namespace kontor::cli
