#pragma once

#include "base/id.h"
#include "base/result.h"
#include "core/values.h"

#include <vector>

namespace kontor {

/// A line about the conversation itself, as a message row keeps it (MessageKind::Notice): who did
/// it is the row's sender, a name is its text, the rest stands in its detail. Numbers stand on
/// disk.
struct Notice {
    enum class Kind : std::uint8_t {
        GroupCreated = 1,
        MembersAdded = 2,
        MembersRemoved = 3,
        MemberLeft = 4,
        GroupNamed = 5,
        AdminsChanged = 6,
        JoinedHere = 7,
        MessagesMissing = 8,
        GroupDescribed = 9,
        LifetimeChanged = 10,
        PollClosed = 11, ///< `about` names the poll
        AdminsNamed = 12,
        AdminsDismissed = 13,
        KeyChanged = 14,    ///< the sender's
        Rejoined = 15,      ///< by external commit
        Strangers = 16,     ///< people who are in since one was lost
        MessagePinned = 20, ///< `about` names the message
        MembersCutOff = 21, ///< by the server: disabled, or a computer that another replaced
        PollReopened = 22,  ///< `about` names the poll
    } kind = Kind::GroupCreated;
    std::vector<UserId> people;
    std::chrono::seconds lifetime{0}; ///< LifetimeChanged only
    MessageId about; ///< PollClosed, PollReopened, MessagePinned: what is read of it is looked up,
                     ///< never copied

    [[nodiscard]] Bytes encode() const;
    /// Malformed, VersionUnknown.
    [[nodiscard]] static Result<Notice> parse(ByteView detail);
    [[nodiscard]] EntryKind entryKind() const;
};

} // namespace kontor
