#pragma once

#include "core/values.h"

#include <variant>

/// What the core tells on its own, in the order in which it became true. Each comes after the
/// transaction that made it durable.
namespace kontor {

/// The profile is open and swept of what has expired: pages may be asked for.
struct Ready {
    Account account;
};
/// The profile is empty: register first.
struct NeedsRegistration {};
/// The profile cannot be opened (StoreTooNew, StoreDamaged, WrongKey, ProfileInUse,
/// Storage ...).
struct OpenFailed {
    Error error;
};
struct ConnectionChanged {
    ConnectionState state = ConnectionState::Offline;
    std::optional<Error> reason; ///< Offline after a failure, Ended
    Milliseconds nextTryIn{0};   ///< Offline
};
/// Summaries that changed or are new; the list has favourites first, then newest activity first.
struct ConversationsChanged {
    std::vector<ConversationSummary> changed;
};
struct TimelineChanged {
    ConversationId conversation;
    std::uint64_t revision = 0;
    std::vector<TimelineDiff> diffs;
};
struct DetailsChanged {
    ConversationId conversation;
};
/// A message of somebody else came in (not while catching up a backlog: then one for the last).
struct MessageArrived {
    ConversationId conversation;
    TimelineEntry entry;
};
/// Somebody else put an emoji to one of one's own messages (not while catching up a backlog).
struct ReactionArrived {
    ConversationId conversation;
    TimelineEntry entry; ///< the message
    Person person;
    QString emoji;
};
/// A signal of a call came through the log (docs/calls.md). Offers come when their conversation is
/// read to the end and nothing in it has ended the call; of one's own only the answer, for its
/// words.
struct CallSignalled {
    ConversationId conversation;
    Person sender;
    TimelineEntry::Side side = TimelineEntry::Side::Other;
    CallSignal signal;
    Milliseconds left{0};       ///< an offer's ringing time from now on; none: it must not ring
    std::vector<QString> words; ///< an answer's: four
};
/// Ways to the other side of a call; none: it is still there.
struct CallCandidatesArrived {
    ConversationId conversation;
    CallId call;
    std::vector<CallCandidate> candidates;
};
/// Who is writing there now: all of them, who began first stands first; none: nobody any more.
struct TypingChanged {
    ConversationId conversation;
    std::vector<Person> people;
};
struct DirectoryUpdated {};
/// Somebody, or oneself, says something else of herself now, or it has ended.
struct StatusChanged {
    UserId user;
    Status status;
};
/// Whoever shows that picture asks for it anew.
struct AvatarChanged {
    AvatarOwner owner;
};
/// What the account is called now.
struct AccountChanged {
    Account account;
};
/// The contents of these messages are gone for good: whoever holds a copy (hits of a search, a
/// picture, a notification) drops it. Timelines and lists are told of the change as of any other.
struct ContentErased {
    std::vector<MessageRow> rows;
};
/// What the organisation sets holds from now on, in every window; also told with Ready.
struct PoliciesChanged {
    Policies policies;
};

using Event =
    std::variant<Ready, NeedsRegistration, OpenFailed, ConnectionChanged, ConversationsChanged,
                 TimelineChanged, DetailsChanged, MessageArrived, ReactionArrived, CallSignalled,
                 CallCandidatesArrived, DirectoryUpdated, ContentErased, TypingChanged,
                 StatusChanged, AvatarChanged, AccountChanged, PoliciesChanged>;

} // namespace kontor
