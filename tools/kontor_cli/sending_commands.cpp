#include "tools/kontor_cli/commands.h"

namespace kontor::cli {
namespace {

/// The conversation that is here already; none: it has to be begun, on the server.
Task<Result<std::optional<ConversationId>>> targetHere(Context* context) {
    const auto& arguments = context->arguments;
    if (!arguments.group.isEmpty()) {
        auto finding = findGroup(context, arguments.group);
        const auto group = co_await finding;
        if (!group.ok())
            co_return group.error();
        co_return std::optional(group.value().id);
    }
    auto listing = allConversations(context);
    const auto known = co_await listing;
    if (!known.ok())
        co_return known.error();
    for (const auto& conversation : known.value()) {
        const bool self = conversation.kind == ConversationKind::NoteToSelf;
        const bool peer = conversation.peer && conversation.peer->handle == arguments.to;
        if (arguments.command == Command::Note ? self : peer)
            co_return std::optional(conversation.id);
    }
    co_return std::optional<ConversationId>();
}

Task<Result<ConversationId>> begun(Context* context) {
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    if (context->arguments.command == Command::Note) {
        const auto asked = context->session.askServer<ConversationId>(
            context->deadline(),
            [](Client& client, const Reply<ConversationId>& reply) { client.noteToSelf(reply); });
        const auto self = co_await asked;
        co_return self;
    }
    auto finding = findPerson(context, context->arguments.to);
    const auto person = co_await finding;
    if (!person.ok())
        co_return person.error();
    const UserId peer = person.value().id;
    const auto asked = context->session.askServer<ConversationId>(
        context->deadline(), [peer](Client& client, const Reply<ConversationId>& reply) {
            client.startDirect(peer, reply);
        });
    const auto started = co_await asked;
    co_return started;
}

bool isSettled(const TimelineEntry* entry) {
    return entry != nullptr && entry->delivery != DeliveryState::Waiting;
}

} // namespace

Task<Result<ConversationId>> target(Context* context) {
    auto looking = targetHere(context);
    const auto here = co_await looking;
    if (!here.ok())
        co_return here.error();
    if (here.value())
        co_return *here.value();
    auto beginning = begun(context);
    const auto conversation = co_await beginning;
    co_return conversation;
}

Task<Result<void>> awaitSent(Context* context, ConversationId conversation, MessageRow row,
                             Milliseconds deadline) {
    auto* const session = &context->session;
    const auto waiting =
        session->until([session, row] { return isSettled(session->ownEntry(row)); }, deadline);
    const auto settled = co_await waiting;
    if (!settled.ok() && settled.error().code == ErrorCode::TimedOut)
        co_return ErrorCode::NotReachable;
    if (!settled.ok())
        co_return settled.error();
    const TimelineEntry entry = *session->ownEntry(row);
    if (entry.kind == EntryKind::Text)
        context->output.sent(conversation, entry);
    if (entry.delivery == DeliveryState::Failed)
        co_return entry.failure.value_or(Error(ErrorCode::Refused));
    co_return Result<void>();
}

Task<Result<TimelineEntry>> sayAndWait(Context* context, SayInTarget say) {
    auto finding = target(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const ConversationId conversation = found.value();
    const auto asked = context->session.ask<MessageRow>(
        [conversation, say](Client& client, const Reply<MessageRow>& reply) {
            say(client, conversation, reply);
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
    const TimelineEntry* const entry = context->session.ownEntry(row.value());
    if (entry == nullptr)
        co_return ErrorCode::Internal;
    co_return *entry;
}

Draft draftOf(const Context* context, const QString& text) {
    Draft draft = context->arguments.form == Draft::Form::Typed ? Draft::typed(text) : Draft(text);
    draft.lifetime = context->arguments.lifetime.value_or(Milliseconds(0));
    return draft;
}

Task<Result<void>> sendTexts(Context* context) {
    auto finding = target(context);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const ConversationId conversation = found.value();
    const bool lines = context->arguments.texts == TextSource::Lines;
    QStringList texts = context->arguments.words;
    if (lines)
        texts = context->inputLines();
    std::vector<MessageRow> rows;
    for (const auto& text : texts) {
        const Draft draft = draftOf(context, text);
        const auto asked = context->session.ask<MessageRow>(
            [conversation, draft](Client& client, const Reply<MessageRow>& reply) {
                client.sendText(conversation, draft, reply);
            });
        const auto row = co_await asked;
        if (!row.ok())
            co_return row.error();
        rows.push_back(row.value());
        ++context->kept;
    }
    const auto patience = context->arguments.wait.value_or(Context::kPatience);
    for (const auto row : rows) {
        // Each one that gets through shows that the server is there: the time begins anew.
        auto sending = awaitSent(context, conversation, row, context->session.now() + patience);
        const auto sent = co_await sending;
        if (!sent.ok())
            co_return sent.error();
        --context->kept;
    }
    co_return Result<void>();
}

} // namespace kontor::cli
