#include "crypto/mls/public_state.h"

#include "crypto/mls/transcript_hash.h"
#include "crypto/mls/tree_validation.h"

#include <algorithm>

namespace kontor::mls {

namespace {

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

Result<void> checkContext(const GroupContext& context, const TreeReader& tree) {
    if (context.cipher_suite != static_cast<std::uint16_t>(kCipherSuite))
        return broken("cipher_suite");
    if (!GroupId::parse(context.group_id).ok())
        return broken("group_id");
    if (!std::ranges::equal(context.tree_hash, tree.rootHash()))
        return broken("tree_hash");
    const std::size_t transcript = context.epoch == Epoch(0) ? 0 : kHashBytes;
    if (context.confirmed_transcript_hash.size() != transcript)
        return broken("confirmed_transcript_hash");
    return {};
}

/// The rules of a group that somebody hands to us: what its kind promises about its users.
Result<void> checkCompany(const rules::KontorRules& rules, const Roster& roster, Epoch epoch) {
    const auto users = roster.users();
    switch (rules.kind) {
    case rules::GroupKind::Direct:
        if (users.size() > 2)
            return broken("direct_needs_two_users");
        break;
    case rules::GroupKind::Self:
        if (users.size() != 1)
            return broken("self_needs_one_user");
        break;
    case rules::GroupKind::Group:
        if (epoch == Epoch(0) && rules.admins != users)
            return broken("creator_is_admin");
        break;
    }
    if (epoch == Epoch(0) && roster.members().size() != 1)
        return broken("creation_with_members");
    return {};
}

} // namespace

Result<PublicState> PublicState::fromGroupInfo(const GroupInfo& info, RatchetTree tree) {
    const GroupContext& context = info.group_context;
    if (auto fits = checkContext(context, tree); !fits.ok())
        return fits.error();
    auto kontor = KontorExtensions::parse(context.extensions);
    if (!kontor.ok())
        return kontor.error();
    const LeafNode* signer = tree.leaf(info.signer);
    if (signer == nullptr)
        return broken("group_info_signer");
    if (!info.signatureVerifies(signer->signature_key))
        return Error(ErrorCode::CryptoFailed, {"group_info_signature"});
    if (info.confirmation_tag.size() != kHashBytes)
        return broken("confirmation_tag");
    if (auto valid = verifyTree(tree, context.group_id, context.extensions); !valid.ok())
        return valid.error();
    auto roster = Roster::of(tree, Roster::Genuine::Check);
    if (!roster.ok())
        return roster.error();
    auto company = checkCompany(kontor.value().rules, roster.value(), context.epoch);
    if (!company.ok())
        return company.error();
    Bytes interim =
        toBytes(interimTranscriptHash(context.confirmed_transcript_hash, info.confirmation_tag));
    return PublicState{.context = context,
                       .sendingContext = SendingContext(context),
                       .tree = std::move(tree),
                       .interim_transcript_hash = std::move(interim),
                       .confirmation_tag = info.confirmation_tag,
                       .kontor = std::move(kontor).value(),
                       .roster = std::move(roster).value(),
                       .pending = {},
                       // Whoever gets an epoch in this form was not in the one before.
                       .lastCommitChangedRoster = context.epoch > Epoch(0)};
}

} // namespace kontor::mls
