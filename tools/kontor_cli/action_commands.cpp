#include "tools/kontor_cli/stored.h"

namespace kontor::cli {
namespace {

Task<Result<TimelineEntry>> entryNow(Context* context) {
    const QString id = context->arguments.words.front();
    const auto asked = context->session.ask<TimelineEntry>(
        [id](Client& client, const Reply<TimelineEntry>& reply) { client.findEntry(id, reply); });
    auto entry = co_await asked;
    co_return entry;
}

bool isThere(const TimelineEntry& /*entry*/) {
    return true;
}
bool hasNothingToDo(const TimelineEntry& entry) {
    return entry.doing == TimelineEntry::Doing::Nothing;
}

/// Until the store shows what `holds` asks for. NotReachable at the deadline.
Task<Result<TimelineEntry>> awaitEntry(Context* context, bool (*holds)(const TimelineEntry&)) {
    return awaitStored<TimelineEntry>(context, [context] { return entryNow(context); }, holds);
}

using DoToMessage = std::function<void(Client& client, MessageRow row, const Reply<void>& reply)>;

/// Does it, and waits until the others can see it.
Task<Result<void>> doAndWait(Context* context, DoToMessage act) {
    auto finding = findEntry(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const MessageRow row = found.value().row;
    const auto asked = context->session.ask<void>(
        [row, act](Client& client, const Reply<void>& reply) { act(client, row, reply); });
    const auto done = co_await asked;
    if (!done.ok())
        co_return done.error();
    ++context->kept;
    auto waiting = awaitEntry(context, hasNothingToDo);
    const auto sent = co_await waiting;
    const bool hidden = !sent.ok() && sent.error().code == ErrorCode::ConversationUnknown;
    if (!sent.ok() && !hidden)
        co_return sent.error();
    --context->kept;
    co_return Result<void>();
}

} // namespace

Task<Result<TimelineEntry>> findEntry(Context* context) {
    auto asking = entryNow(context);
    auto here = co_await asking;
    if (here.ok() || here.error().code != ErrorCode::ConversationUnknown)
        co_return here;
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    auto waiting = awaitEntry(context, isThere);
    auto entry = co_await waiting;
    co_return entry;
}

Task<Result<void>> replyTo(Context* context) {
    auto finding = findEntry(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const MessageRow to = found.value().row;
    const ConversationId conversation = found.value().conversation;
    const Draft text = draftOf(context, context->arguments.words.at(1));
    const auto asked = context->session.ask<MessageRow>(
        [conversation, text, to](Client& client, const Reply<MessageRow>& reply) {
            client.sendReply(conversation, text, to, reply);
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

Task<Result<void>> editText(Context* context) {
    const Draft text = draftOf(context, context->arguments.words.at(1));
    const DoToMessage act = [text](Client& client, MessageRow row, const Reply<void>& reply) {
        client.editText(row, text, reply);
    };
    auto doing = doAndWait(context, act);
    const auto done = co_await doing;
    co_return done;
}

Task<Result<void>> deleteMessage(Context* context) {
    const auto reach = context->arguments.reach;
    const DoToMessage act = [reach](Client& client, MessageRow row, const Reply<void>& reply) {
        if (reach == Arguments::Reach::Here)
            client.deleteHere(row, reply);
        else
            client.deleteForAll(row, reply);
    };
    if (reach == Arguments::Reach::Here) {
        auto finding = findEntry(context);
        const auto found = co_await finding;
        if (!found.ok())
            co_return found.error();
        const MessageRow row = found.value().row;
        const auto asked = context->session.ask<void>(
            [row, act](Client& client, const Reply<void>& reply) { act(client, row, reply); });
        const auto gone = co_await asked;
        co_return gone;
    }
    auto doing = doAndWait(context, act);
    const auto done = co_await doing;
    co_return done;
}

Task<Result<void>> reactTo(Context* context) {
    const QString emoji = context->arguments.words.at(1);
    const auto mine = context->arguments.reaction;
    const DoToMessage act = [emoji, mine](Client& client, MessageRow row,
                                          const Reply<void>& reply) {
        client.react(row, emoji, mine, reply);
    };
    auto doing = doAndWait(context, act);
    const auto done = co_await doing;
    co_return done;
}

Task<Result<void>> showRevisions(Context* context) {
    auto finding = findEntry(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const MessageRow row = found.value().row;
    const auto asked = context->session.ask<std::vector<RevisionView>>(
        [row](Client& client, const Reply<std::vector<RevisionView>>& reply) {
            client.revisions(row, reply);
        });
    const auto revisions = co_await asked;
    if (!revisions.ok())
        co_return revisions.error();
    for (const auto& revision : revisions.value())
        context->output.revision(revision);
    co_return Result<void>();
}

Task<Result<void>> pinMessage(Context* context) {
    const auto pin = context->arguments.pin;
    const DoToMessage act = [pin](Client& client, MessageRow row, const Reply<void>& reply) {
        client.pin(row, pin, reply);
    };
    auto doing = doAndWait(context, act);
    const auto done = co_await doing;
    co_return done;
}

} // namespace kontor::cli
