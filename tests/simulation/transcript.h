#pragma once

#include "tests/simulation/sim_client.h"

#include <map>
#include <string>
#include <vector>

namespace kontor::test {

/// A conversation as one device shows it, in a form that can be compared with another's.
struct Transcript {
    std::string client;
    storage::ConversationState state = storage::ConversationState::Live;
    Seq from;   ///< first seq that this device could read
    Seq cursor; ///< last seq that it has read
    /// What stands at each seq: kind, sender, text, people.
    std::map<Seq, std::vector<std::string>> lines;
    std::vector<std::string> waiting; ///< own messages without a place yet
    Epoch epoch;
    Bytes authenticator; ///< of the epoch; empty when the group has no state
};

/// Every group that the client has, by its id.
[[nodiscard]] std::map<GroupId, Transcript> transcriptsOf(SimClient& client);

/// Empty, or the first thing in which two devices of one group differ where both could read.
[[nodiscard]] std::string difference(const Transcript& one, const Transcript& other);

} // namespace kontor::test
