#pragma once

#include "core/content/content.h"
#include "crypto/mls/proposals.h"
#include "tests/simulation/sim_world.h"

namespace kontor::test {

/// What a member could send whose program keeps no rules: her own keys are true, and so are the
/// group's secrets, which she has like everybody.

/// An application message that claims to be the victim's next one.
[[nodiscard]] Bytes sealedUnderLeafOf(SimClient& victim, ConversationId victims, SimClient& forger,
                                      Random& random, std::string_view text);

struct HostileCommit {
    Bytes message;
    Bytes groupInfo;
};
/// A commit that everybody finds good, the server too, but the ciphertexts of the path's node
/// `spoilt` (0: next to the leaf) open for nobody.
[[nodiscard]] HostileCommit commitThatSomeCannotOpen(SimClient& committer, ConversationId where,
                                                     std::size_t spoilt, Random& random,
                                                     Milliseconds now);
/// An own commit with a proposal in it that no rule lets her make; signed, all the same.
[[nodiscard]] Bytes commitAgainstTheRules(SimClient& committer, ConversationId where,
                                          mls::Proposal forbidden, Random& random,
                                          Milliseconds now);
/// She and all who are admins now.
[[nodiscard]] mls::Proposal namingHerself(SimClient& committer, ConversationId where);

/// Any content, queued behind the back of her program's verbs.
void queueBehind(SimWorld& world, SimClient& client, ConversationId where,
                 const content::Body& body, const content::Envelope& envelope = {});
/// Any bytes at all, likewise.
void queueBytesBehind(SimWorld& world, SimClient& client, ConversationId where, Bytes content);
/// Settings as her program would send them, though it is not hers to set them: queued behind the
/// back of its verbs, with a text after them.
void queueSettingsBehind(SimWorld& world, SimClient& client, ConversationId where,
                         const content::Settings& settings);

/// Sends an append on the session of a client, behind the back of its program.
void appendBehind(SimWorld& world, SimClient& client, const GroupId& group, ByteView payload,
                  const HostileCommit* commit = nullptr);

} // namespace kontor::test
