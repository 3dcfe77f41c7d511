#include "core/registration/account_backup.h"

#include "base/limits.h"
#include "core/content/settings.h"
#include "core/formatting/plain_name.h"
#include "core/registration/account.h"
#include "core/setting_names.h"
#include "core/stores.h"

namespace kontor {
namespace {

/// What the person has chosen is small; whatever is larger is no choice.
constexpr std::size_t kGreatestChoice = 4'096;

/// Settings that outlive the store: who one is, and what the person has chosen. What she was
/// writing is no such thing: words stay in the store alone.
Result<std::vector<storage::KeyBackup::Setting>> settingsOf(const Stores& stores) {
    std::vector<storage::KeyBackup::Setting> settings;
    for (const char* prefix : {kAccountSettings, settings::kRemembered}) {
        const auto names = stores.settings.namesBeginning(prefix);
        if (!names.ok())
            return names.error();
        for (const std::string& name : names.value()) {
            if (name.starts_with(settings::kDraft))
                continue;
            auto value = stores.settings.get(name);
            if (!value.ok())
                return value.error();
            if (value.value() && value.value()->size() <= kGreatestChoice)
                settings.push_back({name, *std::move(value).value()});
        }
    }
    return settings;
}

Result<std::vector<storage::KeyBackup::KnownKey>> peopleOf(const Stores& stores) {
    const auto known = stores.contacts.withKnownKey();
    if (!known.ok())
        return known.error();
    std::vector<storage::KeyBackup::KnownKey> people;
    for (const storage::ContactRecord& contact : known.value())
        people.push_back(
            {contact.id, contact.handle, contact.displayName, *contact.identityKey, contact.trust});
    return people;
}

Result<std::vector<storage::KeyBackup::Group>> groupsOf(const Stores& stores) {
    const auto all = stores.conversations.all();
    if (!all.ok())
        return all.error();
    std::vector<storage::KeyBackup::Group> groups;
    for (const storage::ConversationRecord& conversation : all.value()) {
        const bool known =
            conversation.cursor != Seq(0) || conversation.state == storage::ConversationState::Lost;
        if (conversation.state == storage::ConversationState::Left || !known)
            continue;
        auto view =
            stores.settings.get(settings::ofConversation(settings::kSettingsView, conversation.id));
        if (!view.ok())
            return view.error();
        auto members = stores.conversations.members(conversation.id);
        if (!members.ok())
            return members.error();
        groups.push_back({conversation.group, conversation.kind, conversation.peer,
                          std::move(view).value().value_or(Bytes()), std::move(members).value()});
    }
    return groups;
}

Result<void> restorePerson(Stores& stores, storage::Transaction& transaction,
                           const storage::KeyBackup::KnownKey& person) {
    storage::DirectoryUser user;
    user.id = person.user;
    user.handle = person.handle;
    user.displayName = person.displayName;
    if (auto put = stores.contacts.putUser(transaction, user); !put.ok())
        return put;
    const auto seen = stores.contacts.seeIdentityKey(transaction, person.user, person.key);
    if (!seen.ok())
        return seen.error();
    return stores.contacts.setTrust(transaction, person.user, person.trust);
}

Result<void> restoreSettings(Stores& stores, storage::Transaction& transaction,
                             ConversationId conversation, const Bytes& kept) {
    const auto view = content::parseJoinerView(kept);
    if (!view.ok())
        return {}; // somebody tells them again
    storage::ConversationStore::Settings settings;
    settings.name = plainName(view.value().settings.name, limits::kNameLetters);
    settings.description = plainLines(view.value().settings.description);
    settings.lifetime = view.value().settings.lifetime;
    settings.seq = view.value().seq;
    if (auto set = stores.conversations.setSettings(transaction, conversation, settings); !set.ok())
        return set;
    return stores.settings.put(
        transaction, settings::ofConversation(settings::kSettingsView, conversation), kept);
}

Result<void> restoreGroup(Stores& stores, storage::Transaction& transaction,
                          const storage::KeyBackup::Group& group, Milliseconds now) {
    storage::NewConversation lost;
    lost.group = group.id;
    lost.kind = group.kind;
    lost.peer = group.peer;
    lost.createdAt = now;
    const auto made = stores.conversations.create(transaction, lost);
    if (!made.ok())
        return made.error();
    if (auto told = restoreSettings(stores, transaction, made.value(), group.settings); !told.ok())
        return told;
    if (auto set = stores.conversations.setMembers(transaction, made.value(), group.members);
        !set.ok())
        return set;
    return stores.conversations.setState(transaction, made.value(),
                                         storage::ConversationState::Lost, ErrorCode::GroupLost);
}

Result<void> restoreAll(const BackedUp& profile, storage::Transaction& transaction,
                        const storage::KeyBackup& backup, Random& random, Milliseconds now) {
    Stores stores(profile.database.writer());
    for (const storage::KeyBackup::Setting& setting : backup.settings)
        if (auto put = stores.settings.put(transaction, setting.name, setting.value); !put.ok())
            return put;
    if (auto put = profile.keys.put(transaction, storage::OwnKey::Device, backup.deviceKey, random);
        !put.ok())
        return put;
    if (auto put = profile.keys.put(transaction, storage::OwnKey::UserIdentity, backup.identityKey,
                                    random);
        !put.ok())
        return put;
    for (const storage::KeyBackup::KnownKey& person : backup.people)
        if (auto restored = restorePerson(stores, transaction, person); !restored.ok())
            return restored;
    for (const storage::KeyBackup::Group& group : backup.groups)
        if (auto restored = restoreGroup(stores, transaction, group, now); !restored.ok())
            return restored;
    return stores.settings.putNumber(transaction, settings::kKeyPackagesGone, 1);
}

} // namespace

Result<storage::KeyBackup> backupOf(const BackedUp& profile) {
    Stores stores(profile.database.writer());
    const auto account = AccountStore(stores.settings, profile.keys).account();
    if (!account.ok())
        return account.error();
    if (!account.value())
        return ErrorCode::ProfileMissing;
    auto deviceKey = profile.keys.get(storage::OwnKey::Device);
    auto identityKey = profile.keys.get(storage::OwnKey::UserIdentity);
    if (!deviceKey.ok() || !identityKey.ok())
        return deviceKey.ok() ? identityKey.error() : deviceKey.error();
    if (!deviceKey.value() || !identityKey.value())
        return ErrorCode::ProfileMissing;
    auto settings = settingsOf(stores);
    if (!settings.ok())
        return settings.error();
    auto people = peopleOf(stores);
    if (!people.ok())
        return people.error();
    auto groups = groupsOf(stores);
    if (!groups.ok())
        return groups.error();
    storage::KeyBackup backup;
    backup.deviceKey = *std::move(deviceKey).value();
    backup.identityKey = *std::move(identityKey).value();
    backup.settings = std::move(settings).value();
    backup.people = std::move(people).value();
    backup.groups = std::move(groups).value();
    return backup;
}

Result<void> restoreBackup(const BackedUp& profile, const storage::KeyBackup& backup,
                           Random& random, Milliseconds now) {
    auto transaction = storage::Transaction::begin(profile.database);
    if (!transaction.ok())
        return transaction.error();
    if (auto restored = restoreAll(profile, transaction.value(), backup, random, now);
        !restored.ok())
        return restored;
    storage::SettingsStore settings(profile.database.writer());
    const auto account = AccountStore(settings, profile.keys).account();
    if (!account.ok())
        return account.error();
    if (!account.value())
        return ErrorCode::Storage;
    const auto committed = transaction.value().commit();
    return committed.ok() ? Result<void>() : Result<void>(committed.error());
}

} // namespace kontor
