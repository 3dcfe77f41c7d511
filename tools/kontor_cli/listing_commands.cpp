#include "tools/kontor_cli/commands.h"

namespace kontor::cli {
namespace {

Listed listedOf(const QString& word) {
    if (word == "links")
        return Listed::Links;
    if (word == "polls")
        return Listed::Polls;
    return word == "pins" ? Listed::Pins : Listed::Files;
}

Task<Result<ConversationSummary>> summaryOf(Context* context, ConversationId conversation) {
    const auto asked = context->session.ask<ConversationDetails>(
        [conversation](Client& client, const Reply<ConversationDetails>& reply) {
            client.details(conversation, reply);
        });
    const auto details = co_await asked;
    if (!details.ok())
        co_return details.error();
    co_return details.value().summary;
}

} // namespace

Task<Result<void>> forwardMessage(Context* context) {
    auto finding = findEntry(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    auto looking = target(context);
    const auto into = co_await looking;
    if (!into.ok())
        co_return into.error();
    const MessageRow row = found.value().row;
    const ConversationId conversation = into.value();
    const auto asked = context->session.ask<std::vector<MessageRow>>(
        [row, conversation](Client& client, const Reply<std::vector<MessageRow>>& reply) {
            client.forward(row, {conversation}, reply);
        });
    const auto rows = co_await asked;
    if (!rows.ok())
        co_return rows.error();
    ++context->kept;
    auto sending = awaitSent(context, conversation, rows.value().front(), context->deadline());
    const auto sent = co_await sending;
    if (!sent.ok())
        co_return sent.error();
    --context->kept;
    co_return Result<void>();
}

Task<Result<void>> showInfo(Context* context) {
    auto finding = findEntry(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const MessageRow row = found.value().row;
    const auto asked = context->session.ask<MessageInfo>(
        [row](Client& client, const Reply<MessageInfo>& reply) { client.messageInfo(row, reply); });
    const auto info = co_await asked;
    if (!info.ok())
        co_return info.error();
    for (const auto& reader : info.value().people)
        context->output.reader(reader, info.value());
    co_return Result<void>();
}

Task<Result<void>> listMessages(Context* context) {
    auto looking = target(context);
    const auto where = co_await looking;
    if (!where.ok())
        co_return where.error();
    auto summarising = summaryOf(context, where.value());
    const auto summary = co_await summarising;
    if (!summary.ok())
        co_return summary.error();
    ListingRequest request;
    request.conversation = where.value();
    const bool polls = context->arguments.command == Command::PollList;
    request.what = polls ? Listed::Polls : listedOf(context->arguments.words.front());
    std::size_t left = context->arguments.count.value_or(std::numeric_limits<std::uint32_t>::max());
    while (true) {
        const auto asked = context->session.ask<ListingPage>(
            [request](Client& client, const Reply<ListingPage>& reply) {
                client.listing(request, reply);
            });
        const auto page = co_await asked;
        if (!page.ok())
            co_return page.error();
        for (const auto& entry : page.value().entries) {
            if (left-- == 0)
                co_return Result<void>();
            if (polls && entry.poll)
                context->output.poll(*entry.poll);
            else
                context->output.entry(summary.value(), entry);
        }
        if (page.value().reachesOldest || page.value().entries.empty())
            co_return Result<void>();
        request.olderThan = page.value().entries.back().row;
    }
}

} // namespace kontor::cli
