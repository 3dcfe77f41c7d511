#pragma once

#include "tests/simulation/sim_client.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace kontor::test {

/// A conversation as one device shows it, in a form that can be compared with another's.
struct Transcript {
    std::string client;
    storage::ConversationState state = storage::ConversationState::Live;
    Seq cursor; ///< last seq that it has read
    /// What this device could read: from each time it came in to when it went.
    struct Stay {
        Seq first;
        Seq last;
    };
    std::vector<Stay> stays;
    std::set<Seq> missing; ///< in gaps that it was told of
    /// What stands at each seq: kind, sender, text, people.
    std::map<Seq, std::vector<std::string>> lines;
    /// What became of the message at a seq: changed, gone, reactions. Lines say what it said at
    /// first, and nothing when it is gone.
    std::map<Seq, std::string> fates;
    std::vector<std::string> waiting; ///< own messages without a place yet
    Epoch epoch;
    Bytes authenticator; ///< of the epoch; empty when the group has no state
    std::set<UserId> members;
    std::string settings; ///< name, description, lifetime, and the seq that they are from
    std::vector<UserId> admins;

    [[nodiscard]] bool couldRead(Seq seq) const;
    /// From there to `last` without a break.
    [[nodiscard]] bool couldReadAll(Seq first, Seq last) const;
};

/// Every group that the client has, by its id.
[[nodiscard]] std::map<GroupId, Transcript> transcriptsOf(SimClient& client);

/// Empty, or the first thing in which two devices of one group differ where both could read.
[[nodiscard]] std::string difference(const Transcript& one, const Transcript& other);

} // namespace kontor::test
