#include "tools/kontor_cli/commands.h"

namespace kontor::cli {
namespace {

Task<Result<void>> changeOne(Context* context, ConversationId conversation,
                             std::vector<UserId> users) {
    const Command command = context->arguments.command;
    const auto asked = context->session.askServer<void>(
        context->deadline(), [=](Client& client, const Reply<void>& reply) {
            switch (command) {
            case Command::GroupAdd:
                return client.addMembers(conversation, users, reply);
            case Command::GroupRemove:
                return client.removeMember(conversation, users.front(), reply);
            case Command::GroupPromote:
                return client.setRole(conversation, users.front(), MemberInfo::Role::Admin, reply);
            case Command::GroupDemote:
                return client.setRole(conversation, users.front(), MemberInfo::Role::Member, reply);
            case Command::GroupAccept:
                return client.acceptStrangers(conversation, reply);
            default:
                return client.leave(conversation, reply);
            }
        });
    const auto done = co_await asked;
    co_return done;
}

Task<Result<ConversationDetails>> detailsOf(Context* context, ConversationId conversation) {
    const auto asked = context->session.ask<ConversationDetails>(
        [conversation](Client& client, const Reply<ConversationDetails>& reply) {
            client.details(conversation, reply);
        });
    auto details = co_await asked;
    co_return details;
}

/// Of the group that the first word names.
Task<Result<ConversationDetails>> detailsOfNamed(Context* context) {
    const QString name = context->arguments.words.front();
    auto finding = findGroup(context, name);
    const auto group = co_await finding;
    if (!group.ok())
        co_return group.error();
    auto asking = detailsOf(context, group.value().id);
    auto details = co_await asking;
    co_return details;
}

Task<Result<void>> queueChange(Context* context, ConversationId conversation, SettingsForm form) {
    const auto asked =
        context->session.ask<void>([conversation, form](Client& client, const Reply<void>& reply) {
            client.changeSettings(conversation, form, reply);
        });
    const auto queued = co_await asked;
    co_return queued;
}

bool holds(const ConversationDetails& details, const SettingsForm& form) {
    return (!form.name || *form.name == details.summary.title) &&
           (!form.description || *form.description == details.description) &&
           (!form.lifetime || *form.lifetime == details.lifetime);
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
    const Command command = context->arguments.command;
    if (command == Command::GroupAdd || users.empty()) {
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
    auto asking = detailsOfNamed(context);
    const auto details = co_await asking;
    if (!details.ok())
        co_return details.error();
    for (const auto& member : details.value().members)
        context->output.member(member);
    co_return Result<void>();
}

Task<Result<void>> showSettings(Context* context) {
    auto asking = detailsOfNamed(context);
    const auto details = co_await asking;
    if (!details.ok())
        co_return details.error();
    context->output.settings(details.value());
    co_return Result<void>();
}

Task<Result<void>> changeSettings(Context* context, ConversationId conversation,
                                  SettingsForm form) {
    auto queueing = queueChange(context, conversation, form);
    auto queued = co_await queueing;
    if (!queued.ok() && queued.error().code == ErrorCode::NotAllowed) {
        // Somebody may have made this person admin a moment ago.
        const auto reaching = context->session.reach(context->deadline());
        const auto reached = co_await reaching;
        if (!reached.ok())
            co_return reached.error();
        auto queueingAgain = queueChange(context, conversation, form);
        queued = co_await queueingAgain;
    }
    if (!queued.ok())
        co_return queued.error();
    ++context->kept;
    while (true) {
        const int arrivals = context->session.arrivals();
        auto asking = detailsOf(context, conversation);
        const auto details = co_await asking;
        if (!details.ok())
            co_return details.error();
        if (!details.value().pending) {
            --context->kept;
            if (!holds(details.value(), form))
                co_return ErrorCode::NotAllowed;
            co_return Result<void>();
        }
        auto* const session = &context->session;
        const auto waiting = session->until(
            [session, arrivals] { return session->arrivals() != arrivals; }, context->deadline());
        const auto arrived = co_await waiting;
        if (!arrived.ok() && arrived.error().code == ErrorCode::TimedOut)
            co_return ErrorCode::NotReachable;
        if (!arrived.ok())
            co_return arrived.error();
    }
}

Task<Result<void>> setTimer(Context* context) {
    auto finding = target(context);
    const auto conversation = co_await finding;
    if (!conversation.ok())
        co_return conversation.error();
    SettingsForm form;
    form.lifetime = context->arguments.lifetime;
    auto changing = changeSettings(context, conversation.value(), form);
    const auto changed = co_await changing;
    co_return changed;
}

Task<Result<void>> setGroup(Context* context) {
    const QString name = context->arguments.words.front();
    auto finding = findGroup(context, name);
    const auto group = co_await finding;
    if (!group.ok())
        co_return group.error();
    SettingsForm form;
    if (context->arguments.command == Command::GroupRename)
        form.name = context->arguments.words.at(1).simplified();
    else
        form.description = context->arguments.words.at(1).trimmed();
    auto changing = changeSettings(context, group.value().id, form);
    const auto changed = co_await changing;
    co_return changed;
}

} // namespace kontor::cli
