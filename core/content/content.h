#pragma once

#include "base/clock.h"
#include "core/content/attachment.h"
#include "core/content/avatar.h"
#include "core/content/call.h"
#include "core/content/pin.h"
#include "core/content/poll_state.h"
#include "core/content/reaction.h"
#include "core/content/receipt.h"
#include "core/content/settings.h"
#include "core/content/status.h"
#include "core/content/text.h"
#include "core/content/uris.h"
#include "core/content/vote.h"
#include "crypto/random.h"

#include <variant>

/// What the members of a group say to each other, as bytes: the content of an MLS application
/// message. docs/protocol.md, "Content". Pure; any thread.
///
/// A kind of content is a media type inside MIMI's container and has a file pair of its own. What
/// this version does not know is no error: it becomes NewerVersion, its bytes are kept whole, and a
/// later version may read them. That goes for media types, for versions of ours, and for behaviour
/// that changes what a message means: replacing another by what is no text, a reaction that is no
/// emoji.
namespace kontor::content {

/// Well-formed, and from a newer version (or another program).
struct NewerVersion {
    std::string contentType; ///< for whoever debugs; may be empty
    std::string text{};      ///< what can be read of it; may be empty
    friend bool operator==(const NewerVersion&, const NewerVersion&) = default;
};

using Body =
    std::variant<Text, Receipt, Settings, Call, Poll, PollClosing, PollReopening, Vote, PollState,
                 Attachment, Reaction, Deletion, Pin, Status, Avatar, NewerVersion>;

struct Received {
    MessageId id;
    /// Of a Text: it takes the place of that message's text. A Deletion always has it. Others
    /// never.
    std::optional<MessageId> replaces;
    std::optional<MessageId> inReplyTo; ///< a Reaction always has it
    Milliseconds lifetime{0};           ///< from when it is sent or seen; 0: for ever
    /// Since 1970: it ends there, seen or not. Other programs write it; then `lifetime` is 0.
    std::optional<Milliseconds> endsAt;
    Body body;
};

/// Malformed and TooLarge are the sender's fault: to be shown like what cannot be decrypted.
[[nodiscard]] Result<Received> parse(ByteView bytes, const Origin& origin);

/// Bytes to be sealed, each time the same, and the id they have there.
struct Sealable {
    Bytes bytes;
    MessageId id;
};
/// What a message says of itself besides its body.
struct Envelope {
    Milliseconds lifetime{0}; ///< written in whole seconds (MIMI's `expires`); 0: for ever
    std::optional<MessageId> replaces = {};
    std::optional<MessageId> inReplyTo = {};
};
/// A fresh salt. TooLarge (over limits::kTextBytes of text); Malformed (an empty text, a poll
/// outside of its limits, a reaction that is no emoji).
[[nodiscard]] Result<Sealable> encode(const Body& body, const Origin& origin, Random& random,
                                      const Envelope& envelope = {});

/// The id that these bytes have when they are sent from elsewhere: the content moved to another
/// group (delivery.md, rule 11). Malformed.
[[nodiscard]] Result<MessageId> idAt(ByteView bytes, const Origin& origin);

} // namespace kontor::content
