#include "core/sync/staging.h"

#include "core/contacts/key_change.h"
#include "core/content/settings.h"
#include "core/send/idempotency_key.h"
#include "core/send/trust_gate.h"
#include "core/setting_names.h"
#include "core/sync/settings_intake.h"
#include "crypto/hash.h"
#include "crypto/mls/key_package.h"
#include "storage/group_store_sql.h"

#include <algorithm>

namespace kontor {
namespace {

std::string stringOf(ByteView bytes) {
    return std::string(textOf(bytes));
}

bool coversNow(const mls::Lifetime& lifetime, Milliseconds now) {
    const auto seconds =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
    return lifetime.not_before <= seconds && seconds <= lifetime.not_after;
}

/// The certificate of a key package that is what it says it is.
Result<identity::DeviceCertificate> checkedCertificate(const mls::KeyPackage& keyPackage) {
    if (!keyPackage.signatureVerifies())
        return ErrorCode::CryptoFailed;
    auto certificate = identity::DeviceCertificate::parse(keyPackage.leaf_node.credential.identity);
    if (!certificate.ok())
        return certificate;
    const ByteView deviceKey = certificate.value().deviceKey.view();
    if (!certificate.value().isGenuine() ||
        !std::ranges::equal(deviceKey, keyPackage.leaf_node.signature_key))
        return ErrorCode::CryptoFailed;
    return certificate;
}

} // namespace

Result<storage::StagedCommitRecord> stageCommit(const CoreParts& parts,
                                                const storage::ConversationRecord& conversation,
                                                const Weighed& weighed) {
    const auto group = parts.groups.find(conversation.group);
    if (!group.ok())
        return group.error();
    mls::CommitRequest request;
    request.addKeyPackages = weighed.addKeyPackages;
    request.removes = weighed.removes;
    request.newRules = weighed.newRules;
    if (!request.addKeyPackages.empty()) {
        const auto view = settingsView(parts, conversation.id);
        if (!view.ok())
            return view.error();
        request.joinerExtension = content::encodeJoinerView(view.value());
    }
    const auto staged = group.value()->stageCommit(parts.own.forMls(), request, parts.random,
                                                   parts.clock.sinceEpoch());
    if (!staged.ok())
        return staged.error();
    auto record =
        recordOf(parts, conversation.id, group.value()->publicState().epoch(), staged.value());
    record.intents = weighed.carried;
    return record;
}

storage::StagedCommitRecord recordOf(const CoreParts& parts, ConversationId conversation,
                                     Epoch madeIn, const mls::StagedCommit& staged) {
    storage::StagedCommitRecord record;
    record.conversation = conversation;
    record.epoch = madeIn;
    record.key = freshKey(parts.clock, parts.random);
    record.hash = PayloadHash(sha256(staged.message()));
    record.message = toBytes(staged.message());
    record.groupInfo = toBytes(staged.groupInfo());
    record.encryptedGroupInfo = toBytes(staged.encryptedGroupInfo());
    for (const mls::WelcomePart& part : staged.welcomeParts())
        record.welcomeParts.push_back(
            {part.device, part.keyPackageRef, part.encryptedGroupSecrets});
    record.staged = staged.serialize();
    return record;
}

wire::Append appendOf(const storage::ConversationRecord& conversation,
                      storage::StagedCommitRecord staged, const Incarnation& incarnation) {
    wire::Append request;
    request.set_group(stringOf(conversation.group.view()));
    request.set_incarnation(stringOf(incarnation.view()));
    request.set_idempotency_key(stringOf(staged.key.view()));
    request.set_payload(stringOf(staged.message));
    wire::CommitParts& parts = *request.mutable_commit();
    parts.set_group_info(stringOf(staged.groupInfo));
    parts.set_encrypted_group_info(stringOf(staged.encryptedGroupInfo));
    for (const storage::WelcomePartRecord& welcome : staged.welcomeParts) {
        wire::WelcomePart& part = *parts.add_welcome();
        part.set_device_id(stringOf(welcome.device.view()));
        part.set_key_package_ref(stringOf(welcome.keyPackageRef));
        part.set_encrypted_group_secrets(stringOf(welcome.encryptedGroupSecrets));
    }
    if (staged.creation) {
        wire::Creation& creation = *request.mutable_creation();
        creation.set_group_info(stringOf(staged.creation->groupInfo));
        creation.set_tree(stringOf(staged.creation->tree));
        if (conversation.peer)
            creation.set_direct_peer(stringOf(conversation.peer->view()));
    }
    return request;
}

Result<void> removeCreation(const CoreParts& parts, storage::Transaction& transaction,
                            const storage::ConversationRecord& conversation, Aftermath& aftermath) {
    if (auto gone = parts.stores.commits.unstage(transaction, conversation.id); !gone.ok())
        return gone;
    storage::GroupStoreSql store(transaction, conversation.group);
    if (auto erased = store.eraseGroup(); !erased.ok())
        return erased;
    parts.groups.drop(conversation.group);
    for (const char* const what : settings::kOfConversation)
        if (auto gone = parts.stores.settings.remove(
                transaction, settings::ofConversation(what, conversation.id));
            !gone.ok())
            return gone;
    const auto removed = parts.stores.conversations.remove(transaction, conversation.id);
    if (!removed.ok())
        return removed.error();
    aftermath.erased.insert(aftermath.erased.end(), removed.value().begin(), removed.value().end());
    return {};
}

Result<Bytes> chooseKeyPackage(const CoreParts& parts, storage::Transaction& transaction,
                               const UserId& user, const wire::KeyPackages& claimed,
                               Aftermath& aftermath) {
    for (const wire::ClaimedKeyPackage& one : claimed.claimed()) {
        const ByteView bytes = viewOf(one.key_package());
        const auto keyPackage = mls::KeyPackage::fromMessage(bytes);
        if (viewOf(one.user_id()).size() != UserId::kSize || !keyPackage.ok() ||
            !std::ranges::equal(viewOf(one.user_id()), user.bytes))
            continue;
        const auto certificate = checkedCertificate(keyPackage.value());
        if (!certificate.ok() || certificate.value().user != user ||
            certificate.value().organisation != parts.own.certificate.organisation ||
            !coversNow(keyPackage.value().leaf_node.lifetime, parts.clock.sinceEpoch()))
            continue;
        const ShownKey shown{user, certificate.value().device,
                             storage::PublicKeyBytes(certificate.value().identityKey.bytes)};
        const auto seen =
            takeIdentityKey(parts.stores, transaction, aftermath, shown, parts.clock.sinceEpoch());
        if (!seen.ok())
            return seen.error();
        const auto trusted = isTrusted(parts.stores, user);
        if (!trusted.ok())
            return trusted.error();
        if (!trusted.value()) {
            const auto shared = parts.stores.conversations.withMember(user);
            if (!shared.ok())
                return shared.error();
            aftermath.summaries.insert(shared.value().begin(), shared.value().end());
            aftermath.details.insert(shared.value().begin(), shared.value().end());
            return ErrorCode::IdentityChanged;
        }
        return toBytes(bytes);
    }
    return ErrorCode::KeyPackageMissing;
}

void forgetStaleKeyPackages(std::vector<Intent>& intents, Milliseconds now) {
    for (Intent& intent : intents) {
        if (intent.keyPackage.empty())
            continue;
        const auto keyPackage = mls::KeyPackage::fromMessage(intent.keyPackage);
        if (!keyPackage.ok() || !coversNow(keyPackage.value().leaf_node.lifetime, now))
            intent.keyPackage.clear();
    }
}

} // namespace kontor
