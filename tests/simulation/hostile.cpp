#include "tests/simulation/hostile.h"

#include "core/content/content.h"
#include "core/send/idempotency_key.h"
#include "crypto/mls/commit.h"
#include "crypto/mls/group_info.h"
#include "crypto/mls/group_messages.h"
#include "crypto/mls/kontor_extensions.h"
#include "crypto/mls/public_message.h"
#include "crypto/mls/transcript_hash.h"
#include "protocol/frame_codec.h"
#include "storage/group_store_sql.h"
#include "tests/support/memory_group_store.h"
#include "tests/support/unwrap.h"

#include <algorithm>

namespace kontor::test {
namespace {

GroupId groupOf(SimClient& client, ConversationId where) {
    return unwrap(client.stores().conversations.find(where))->group;
}

mls::GroupState stateOf(SimClient& client, ConversationId where) {
    return unwrap(mls::loadGroup(
        storage::GroupReaderSql(client.database().writer(), groupOf(client, where))));
}

const OwnDevice& deviceOf(SimClient& client) {
    return client.profile().account().own;
}

/// An honest commit of hers, to be altered.
struct Draft {
    mls::GroupState state;
    mls::StagedState staged;
    mls::PublicMessage message;
    mls::Commit commit;

    Draft(SimClient& client, ConversationId where, Random& random, Milliseconds now)
        : state(stateOf(client, where))
        , staged(unwrap(mls::stageOwnCommit(state, deviceOf(client).forMls(), {}, random, now)))
        , message(unwrap(mls::PublicMessage::fromMessage(staged.own->message)))
        , commit(unwrap(mls::tls::decode<mls::Commit>(message.content.content, "Commit"))) {}

    /// Signed as it is now; its confirmation tag is the honest one's.
    [[nodiscard]] mls::AuthenticatedContent sign(SimClient& client) {
        message.content.content = mls::tls::encode(commit);
        auto content = mls::signContent(mls::WireFormat::mls_public_message, message.content,
                                        deviceOf(client).key, state.state().sendingContext.view());
        content.auth.confirmation_tag = message.auth.confirmation_tag;
        return content;
    }
    [[nodiscard]] Bytes frame(mls::AuthenticatedContent content) const {
        return unwrap(mls::PublicMessage::protect(std::move(content), state.keys.membership_key,
                                                  state.state().sendingContext.view()))
            .toMessage();
    }
};

} // namespace

Bytes sealedUnderLeafOf(SimClient& victim, ConversationId victims, SimClient& forger,
                        Random& random, std::string_view text) {
    // The ratchets of all are known to all: the victim's own copy says what anybody's would.
    auto state = stateOf(victim, victims);
    const mls::OwnDevice impostor{deviceOf(victim).certificate, deviceOf(forger).key};
    MemoryGroupStore nowhere;
    return unwrap(mls::sealApplication(state, impostor, viewOf(text), random, nowhere));
}

HostileCommit commitThatSomeCannotOpen(SimClient& committer, ConversationId where,
                                       std::size_t spoilt, Random& random, Milliseconds now) {
    Draft draft(committer, where, random, now);
    for (auto& sealed : draft.commit.path->nodes.at(spoilt).encrypted_path_secret)
        sealed.ciphertext.at(0) ^= 1U;
    auto content = draft.sign(committer);
    // Whoever can open the rest must come to the same secrets: the transcript is another one now.
    const auto info = unwrap(mls::GroupInfo::fromMessage(draft.staged.own->groupInfo));
    mls::GroupContext context = info.group_context;
    context.confirmed_transcript_hash =
        toBytes(mls::confirmedTranscriptHash(draft.state.state().interim_transcript_hash, content));
    const Bytes created = mls::tls::encode(context);
    const auto joiner = mls::deriveJoinerSecret(draft.state.keys.init_secret,
                                                draft.staged.own->commit_secret, created);
    const auto secrets = mls::deriveEpochSecrets(joiner, mls::noPskSecret(), created);
    content.auth.confirmation_tag = toBytes(
        mls::makeConfirmationTag(secrets.confirmation_key, context.confirmed_transcript_hash));
    HostileCommit hostile;
    hostile.groupInfo =
        mls::signGroupInfo(context, content.auth.confirmation_tag, secrets.external_secret,
                           draft.state.own(), deviceOf(committer).key);
    hostile.message = draft.frame(std::move(content));
    return hostile;
}

Bytes commitAgainstTheRules(SimClient& committer, ConversationId where, mls::Proposal forbidden,
                            Random& random, Milliseconds now) {
    Draft draft(committer, where, random, now);
    draft.commit.proposals.push_back({std::move(forbidden)});
    return draft.frame(draft.sign(committer));
}

mls::Proposal namingHerself(SimClient& committer, ConversationId where) {
    mls::KontorExtensions extensions = stateOf(committer, where).state().kontor;
    auto& admins = extensions.rules.admins;
    admins.insert(std::ranges::lower_bound(admins, committer.user()), committer.user());
    return {mls::GroupContextExtensions{extensions.build()}};
}

void queueBehind(SimWorld& world, SimClient& client, ConversationId where,
                 const content::Body& body, const content::Envelope& envelope) {
    const content::Origin origin{deviceOf(client).certificate.organisation, client.user(),
                                 groupOf(client, where)};
    queueBytesBehind(world, client, where,
                     unwrap(content::encode(body, origin, world.random, envelope)).bytes);
}

void queueBytesBehind(SimWorld& world, SimClient& client, ConversationId where, Bytes content) {
    storage::NewOutgoing outgoing;
    outgoing.conversation = where;
    outgoing.key = freshKey(world.clock, world.random);
    outgoing.content = std::move(content);
    outgoing.queuedAt = world.clock.sinceEpoch();
    auto transaction = unwrap(storage::Transaction::begin(client.database()));
    (void)unwrap(client.stores().outbox.enqueue(transaction, outgoing));
    (void)unwrap(transaction.commit());
}

void queueSettingsBehind(SimWorld& world, SimClient& client, ConversationId where,
                         const content::Settings& settings) {
    queueBehind(world, client, where, settings);
    world.say(client, where, "danach");
}

void appendBehind(SimWorld& world, SimClient& client, const GroupId& group, ByteView payload,
                  const HostileCommit* commit) {
    const auto session = world.link.sessionOf(client.name());
    const auto incarnation = unwrap(client.stores().settings.get("server.incarnation"));
    if (!session || !incarnation)
        qFatal("%s has no session", client.name().c_str());
    wire::Frame frame;
    frame.set_request_id(1ULL << 40U); // an answer that nobody waits for
    wire::Append& append = *frame.mutable_append();
    append.set_group(std::string(textOf(group.view())));
    append.set_incarnation(std::string(textOf(*incarnation)));
    append.set_idempotency_key(std::string(textOf(freshKey(world.clock, world.random).view())));
    append.set_payload(std::string(textOf(payload)));
    if (commit != nullptr)
        append.mutable_commit()->set_group_info(std::string(textOf(commit->groupInfo)));
    world.server.receive(*session, unwrap(protocol::encodeFrame(frame)));
}

} // namespace kontor::test
