#include "core/contacts/returning.h"

#include "core/send/intent.h"
#include "core/setting_names.h"

#include <algorithm>

namespace kontor {
namespace {

Result<void> put(Stores& stores, storage::Transaction& transaction, ConversationId conversation,
                 const std::vector<UserId>& users) {
    Bytes all;
    for (const UserId& user : users)
        all.insert(all.end(), user.bytes.begin(), user.bytes.end());
    return stores.settings.put(transaction,
                               settings::ofConversation(settings::kReturning, conversation), all);
}

} // namespace

Result<std::vector<UserId>> returningIn(const storage::SettingsStore& settings,
                                        ConversationId conversation) {
    const auto stored = settings.get(settings::ofConversation(settings::kReturning, conversation));
    if (!stored.ok())
        return stored.error();
    std::vector<UserId> users;
    if (!stored.value())
        return users;
    ByteView rest(*stored.value());
    for (; rest.size() >= UserId::kSize; rest = rest.subspan(UserId::kSize)) {
        const auto user = UserId::parse(rest.first(UserId::kSize));
        if (!user.ok())
            return user.error();
        users.push_back(user.value());
    }
    return users;
}

Result<void> noteReturning(Stores& stores, storage::Transaction& transaction,
                           ConversationId conversation, const UserId& user) {
    auto users = returningIn(stores.settings, conversation);
    if (!users.ok())
        return users.error();
    if (std::ranges::count(users.value(), user) != 0)
        return {};
    users.value().push_back(user);
    return put(stores, transaction, conversation, users.value());
}

Result<void> forgetReturning(Stores& stores, storage::Transaction& transaction,
                             ConversationId conversation, const UserId& user) {
    auto users = returningIn(stores.settings, conversation);
    if (!users.ok())
        return users.error();
    if (std::erase(users.value(), user) == 0)
        return {};
    return put(stores, transaction, conversation, users.value());
}

Result<std::vector<ConversationId>> takeReturning(Stores& stores, storage::Transaction& transaction,
                                                  const UserId& user) {
    const auto names = stores.settings.namesBeginning(settings::kReturning);
    if (!names.ok())
        return names.error();
    std::vector<ConversationId> conversations;
    for (const std::string& name : names.value()) {
        const auto conversation = settings::conversationOf(settings::kReturning, name);
        if (!conversation)
            continue;
        auto users = returningIn(stores.settings, *conversation);
        if (!users.ok())
            return users.error();
        if (std::erase(users.value(), user) == 0)
            continue;
        if (auto kept = put(stores, transaction, *conversation, users.value()); !kept.ok())
            return kept.error();
        conversations.push_back(*conversation);
    }
    return conversations;
}

Result<void> bringBack(Stores& stores, storage::Transaction& transaction,
                       ConversationId conversation, const UserId& user, Milliseconds now) {
    const auto record = stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->state != storage::ConversationState::Live)
        return {};
    Intent intent;
    intent.kind = IntentKind::Add;
    intent.users = {user};
    const auto row = stores.commits.addIntent(transaction, intent.toRecord(conversation, now));
    return row.ok() ? Result<void>() : row.error();
}

} // namespace kontor
