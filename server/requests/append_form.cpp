#include "base/limits.h"
#include "crypto/hash.h"
#include "server/requests/answers.h"
#include "server/requests/append_steps.h"
#include "server/server_limits.h"

namespace kontor::server {

namespace {

using Kind = mls::MessageHeader::Kind;

std::optional<wire::Answer> refuseParts(const wire::CommitParts& parts) {
    if (parts.group_info().empty())
        return badRequest("group-info");
    if (parts.group_info().size() > limits::kGroupInfoBytes)
        return tooLarge(limits::kGroupInfoBytes);
    if (parts.encrypted_group_info().size() > limits::kEncryptedGroupInfoBytes)
        return tooLarge(limits::kEncryptedGroupInfoBytes);
    if (parts.encrypted_group_info().empty() != parts.welcome().empty())
        return badRequest("welcome");
    if (static_cast<std::size_t>(parts.welcome_size()) > kontor::limits::kAddsPerCommit)
        return tooLarge(kontor::limits::kAddsPerCommit);
    for (const auto& part : parts.welcome()) {
        if (part.encrypted_group_secrets().empty() ||
            part.encrypted_group_secrets().size() > limits::kGroupSecretsBytes)
            return badRequest("welcome");
    }
    return std::nullopt;
}

std::optional<wire::Answer> refuseSize(const SoundAppend& append) {
    const std::size_t limit = append.header.kind == Kind::Application ? limits::kApplicationBytes
                                                                      : limits::kHandshakeBytes;
    if (append.payload.size() > limit)
        return tooLarge(limit);
    return std::nullopt;
}

} // namespace

std::variant<SoundAppend, wire::Answer> checkForm(const wire::Append& request) {
    const auto group = idIn<GroupId>(request.group());
    const auto incarnation = idIn<Incarnation>(request.incarnation());
    const auto key = idIn<IdempotencyKey>(request.idempotency_key());
    if (!group || !incarnation || !key)
        return badRequest("ids");
    const ByteView payload = viewOf(request.payload());
    auto header = mls::peek(payload);
    if (!header.ok())
        return badRequest("payload");
    SoundAppend append{.group = *group,
                       .incarnation = *incarnation,
                       .key = *key,
                       .hash = PayloadHash(sha256(payload)),
                       .payload = payload,
                       .header = std::move(header).value(),
                       .commit = request.has_commit() ? &request.commit() : nullptr,
                       .creation = request.has_creation() ? &request.creation() : nullptr};
    if (append.header.group != append.group)
        return badRequest("group");
    if (auto large = refuseSize(append))
        return *std::move(large);
    const bool commits = append.header.kind == Kind::Commit;
    if (commits != (append.commit != nullptr) || (append.creation != nullptr && !commits))
        return badRequest("parts");
    // An external commit names no leaf: the leaf of its path says whose it is.
    const bool external = commits && append.creation == nullptr;
    if (append.header.kind != Kind::Application && !append.header.sender && !external)
        return badRequest("sender");
    if (commits) {
        if (auto refused = refuseParts(*append.commit))
            return *std::move(refused);
    }
    return append;
}

} // namespace kontor::server
