#include "tools/kontor_cli/commands.h"

namespace kontor::cli {
namespace {

/// Of this computer alone: nobody is written to, and no conversation begins by it.
Task<Result<ConversationId>> knownConversation(Context* context) {
    if (!context->arguments.group.isEmpty()) {
        const QString name = context->arguments.group;
        auto finding = findGroup(context, name);
        const auto group = co_await finding;
        if (!group.ok())
            co_return group.error();
        co_return group.value().id;
    }
    const QString handle = context->arguments.to;
    auto finding = findDirect(context, handle);
    const auto direct = co_await finding;
    if (!direct.ok())
        co_return direct.error();
    if (!direct.value())
        co_return Error(ErrorCode::ConversationUnknown, {handle.toStdString()});
    co_return direct.value()->id;
}

void change(Client& client, const Arguments& arguments, ConversationId conversation,
            const Reply<void>& reply) {
    const bool back = arguments.undo == Arguments::Undo::Yes;
    if (arguments.command == Command::Archive)
        return client.shelve(conversation, back ? Shelf::List : Shelf::Archive, reply);
    if (arguments.command == Command::Favourite)
        return client.shelve(conversation, back ? Shelf::List : Shelf::Favourites, reply);
    if (back)
        return client.markRead(conversation, reply);
    client.markUnread(conversation, reply);
}

} // namespace

Task<Result<void>> placeConversation(Context* context) {
    auto finding = knownConversation(context);
    const auto conversation = co_await finding;
    if (!conversation.ok())
        co_return conversation.error();
    const ConversationId id = conversation.value();
    const Arguments* const arguments = &context->arguments;
    const auto asked =
        context->session.ask<void>([id, arguments](Client& client, const Reply<void>& reply) {
            change(client, *arguments, id, reply);
        });
    const auto done = co_await asked;
    co_return done;
}

} // namespace kontor::cli
