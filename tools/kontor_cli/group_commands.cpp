#include "tools/kontor_cli/commands.h"

namespace kontor::cli {
namespace {

Task<Result<void>> changeOne(Context* context, ConversationId conversation,
                             std::vector<UserId> users) {
    const Command command = context->arguments.command;
    const auto asked = context->session.askServer<void>(
        context->deadline(), [=](Client& client, const Reply<void>& reply) {
            if (command == Command::GroupAdd)
                client.addMembers(conversation, users, reply);
            else if (command == Command::GroupRemove)
                client.removeMember(conversation, users.front(), reply);
            else
                client.leave(conversation, reply);
        });
    const auto done = co_await asked;
    co_return done;
}

} // namespace

Task<Result<void>> createGroup(Context* context) {
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    const QString name = context->arguments.words.front();
    const QStringList handles = context->arguments.words.mid(1);
    auto finding = findPeople(context, handles);
    const auto found = co_await finding;
    if (!found.ok())
        co_return found.error();
    const std::vector<UserId> users = found.value();
    const auto asked = context->session.askServer<ConversationId>(
        context->deadline(), [name, users](Client& client, const Reply<ConversationId>& reply) {
            client.createGroup(name, users, reply);
        });
    const auto created = co_await asked;
    if (!created.ok())
        co_return created.error();
    context->output.created(created.value());
    co_return Result<void>();
}

Task<Result<void>> changeGroup(Context* context) {
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    const QString name = context->arguments.words.front();
    auto findingGroup = findGroup(context, name);
    const auto group = co_await findingGroup;
    if (!group.ok())
        co_return group.error();
    const ConversationId conversation = group.value().id;
    const QStringList handles = context->arguments.words.mid(1);
    auto findingPeople = findPeople(context, handles);
    const auto found = co_await findingPeople;
    if (!found.ok())
        co_return found.error();
    std::vector<UserId> users = found.value();
    if (context->arguments.command != Command::GroupRemove) {
        auto changing = changeOne(context, conversation, users);
        const auto done = co_await changing;
        co_return done;
    }
    for (const auto& user : users) {
        std::vector<UserId> one(1, user);
        auto removing = changeOne(context, conversation, one);
        const auto done = co_await removing;
        if (!done.ok())
            co_return done.error();
    }
    co_return Result<void>();
}

Task<Result<void>> showGroup(Context* context) {
    const QString name = context->arguments.words.front();
    auto finding = findGroup(context, name);
    const auto group = co_await finding;
    if (!group.ok())
        co_return group.error();
    const ConversationId conversation = group.value().id;
    const auto asked = context->session.ask<ConversationDetails>(
        [conversation](Client& client, const Reply<ConversationDetails>& reply) {
            client.details(conversation, reply);
        });
    const auto details = co_await asked;
    if (!details.ok())
        co_return details.error();
    for (const auto& member : details.value().members)
        context->output.member(member);
    co_return Result<void>();
}

} // namespace kontor::cli
