#include "tools/kontor_cli/commands.h"

#include <algorithm>

namespace kontor::cli {
namespace {

constexpr std::uint32_t kPage = 200;

Task<Result<TimelinePage>> page(Context* context, TimelineRequest request) {
    const auto asked = context->session.ask<TimelinePage>(
        [request](Client& client, const Reply<TimelinePage>& reply) {
            client.timeline(request, reply);
        });
    auto answered = co_await asked;
    co_return answered;
}

struct Reach {
    std::optional<MessageRow> downTo; ///< the oldest that is wanted
    std::size_t count = std::numeric_limits<std::size_t>::max();
};

/// The newest entries, oldest first.
Task<Result<std::vector<TimelineEntry>>> newest(Context* context, ConversationId conversation,
                                                Reach reach) {
    std::vector<TimelineEntry> entries;
    TimelineRequest request;
    request.conversation = conversation;
    request.count = kPage;
    while (true) {
        auto asking = page(context, request);
        const auto answered = co_await asking;
        if (!answered.ok())
            co_return answered.error();
        const TimelinePage& part = answered.value();
        bool reached = part.reachesOldest || part.entries.empty();
        for (const auto& entry : part.entries) {
            if (entries.size() == reach.count)
                break;
            entries.push_back(entry);
            reached = reached || entry.row == reach.downTo;
            if (entry.row == reach.downTo)
                break;
        }
        if (reached || entries.size() == reach.count)
            break;
        request.anchor = TimelineRequest::Anchor::OlderThan;
        request.row = entries.back().row;
    }
    std::ranges::reverse(entries);
    co_return entries;
}

/// Marking has no answer of its own: what is asked afterwards is answered afterwards.
Task<Result<void>> markSeen(Context* context, ConversationId conversation,
                            std::vector<MessageRow> printed) {
    context->session.client().markSeen(conversation, printed);
    const auto asked = context->session.ask<ConversationDetails>(
        [conversation](Client& client, const Reply<ConversationDetails>& reply) {
            client.details(conversation, reply);
        });
    const auto done = co_await asked;
    if (!done.ok())
        co_return done.error();
    co_return Result<void>();
}

/// What others wrote and nobody has seen yet; how many lines that were.
Task<Result<std::size_t>> printUnread(Context* context, ConversationSummary conversation) {
    TimelineRequest request;
    request.conversation = conversation.id;
    request.count = 1;
    auto asking = page(context, request);
    const auto answered = co_await asking;
    if (!answered.ok())
        co_return answered.error();
    const TimelinePage& top = answered.value();
    if (!top.firstUnread || top.entries.empty())
        co_return std::size_t{0};
    const MessageRow last = top.entries.front().row;
    Reach reach;
    reach.downTo = top.firstUnread;
    auto reading = newest(context, conversation.id, reach);
    const auto entries = co_await reading;
    if (!entries.ok())
        co_return entries.error();
    std::vector<MessageRow> seen{last};
    for (const auto& entry : entries.value()) {
        if (entry.side == TimelineEntry::Side::Own)
            continue;
        context->output.entry(conversation, entry);
        seen.push_back(entry.row);
    }
    const std::size_t printed = seen.size() - 1;
    auto marking = markSeen(context, conversation.id, seen);
    const auto marked = co_await marking;
    if (!marked.ok())
        co_return marked.error();
    co_return printed;
}

Task<Result<std::size_t>> printAllUnread(Context* context) {
    auto listing = allConversations(context);
    const auto conversations = co_await listing;
    if (!conversations.ok())
        co_return conversations.error();
    std::size_t printed = 0;
    for (const auto& conversation : conversations.value()) {
        if (conversation.unread == 0)
            continue;
        auto printing = printUnread(context, conversation);
        const auto lines = co_await printing;
        if (!lines.ok())
            co_return lines.error();
        printed += lines.value();
    }
    co_return printed;
}

} // namespace

Task<Result<void>> receive(Context* context) {
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    while (true) {
        const int arrivals = context->session.arrivals();
        auto printing = printAllUnread(context);
        const auto printed = co_await printing;
        if (!printed.ok())
            co_return printed.error();
        if (!reached.ok())
            co_return reached.error();
        if (printed.value() > 0 || !context->arguments.wait)
            co_return Result<void>();
        auto* const session = &context->session;
        const auto waiting = session->until(
            [session, arrivals] { return session->arrivals() != arrivals; }, context->deadline());
        const auto arrived = co_await waiting;
        if (!arrived.ok() && arrived.error().code == ErrorCode::TimedOut)
            co_return Result<void>();
        if (!arrived.ok())
            co_return arrived.error();
    }
}

Task<Result<void>> history(Context* context) {
    const auto& arguments = context->arguments;
    std::vector<ConversationSummary> wanted;
    if (!arguments.group.isEmpty()) {
        auto finding = findGroup(context, arguments.group);
        const auto group = co_await finding;
        if (!group.ok())
            co_return group.error();
        wanted.push_back(group.value());
    } else if (!arguments.to.isEmpty()) {
        auto finding = findDirect(context, arguments.to);
        const auto direct = co_await finding;
        if (!direct.ok())
            co_return direct.error();
        if (!direct.value())
            co_return Error(ErrorCode::ConversationUnknown, {arguments.to.toStdString()});
        wanted.push_back(*direct.value());
    } else {
        auto listing = allConversations(context);
        const auto all = co_await listing;
        if (!all.ok())
            co_return all.error();
        wanted.assign(all.value().rbegin(), all.value().rend());
    }
    Reach reach;
    if (arguments.count)
        reach.count = *arguments.count;
    for (const auto& conversation : wanted) {
        auto reading = newest(context, conversation.id, reach);
        const auto entries = co_await reading;
        if (!entries.ok())
            co_return entries.error();
        std::vector<MessageRow> seen;
        for (const auto& entry : entries.value()) {
            context->output.entry(conversation, entry);
            seen.push_back(entry.row);
        }
        if (seen.empty())
            continue;
        auto marking = markSeen(context, conversation.id, seen);
        const auto marked = co_await marking;
        if (!marked.ok())
            co_return marked.error();
    }
    co_return Result<void>();
}

Task<Result<void>> listConversations(Context* context) {
    auto listing = allConversations(context);
    const auto all = co_await listing;
    if (!all.ok())
        co_return all.error();
    for (const auto& conversation : all.value())
        context->output.conversation(conversation);
    co_return Result<void>();
}

Task<Result<void>> search(Context* context) {
    SearchQuery query;
    query.words = context->arguments.words.join(' ');
    const auto asked = context->session.ask<SearchResults>(
        [query](Client& client, const Reply<SearchResults>& reply) {
            client.search(query, reply);
        });
    const auto results = co_await asked;
    if (!results.ok())
        co_return results.error();
    for (const auto& hit : results.value().messages)
        context->output.hit(hit);
    co_return Result<void>();
}

/// What is on this computer is printed in any case.
Task<Result<void>> directory(Context* context) {
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    const QString words = context->arguments.words.join(' ');
    const auto asked = context->session.ask<std::vector<Person>>(
        [words](Client& client, const Reply<std::vector<Person>>& reply) {
            client.directory(words, reply);
        });
    const auto people = co_await asked;
    if (!people.ok())
        co_return people.error();
    for (const auto& person : people.value())
        context->output.person(person);
    co_return reached;
}

} // namespace kontor::cli
