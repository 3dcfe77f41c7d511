#pragma once

#include "base/number.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

/// Names under which core keeps small values in storage::SettingsStore, with what each means. Those
/// of registration and connection stand in core/registration.
namespace kontor::settings {

/// Bytes: the newest policies that the organisation has signed
/// (crypto/identity/policy_statement.h). With the account: outlives a store that is damaged.
inline constexpr char kPolicies[] = "account.policies";
/// Bytes: bounds that came while messages were stored, and how far each is done
/// (policies/life_shortening.h).
inline constexpr char kLifeBounds[] = "policies.bounds";
/// Bytes: incarnation of the server that the cursors belong to.
inline constexpr char kIncarnation[] = "server.incarnation";
/// Number: last inbox row whose transaction is done.
inline constexpr char kInboxCursor[] = "inbox.cursor";
/// Number 1: those on the server are of a store that is gone, until new ones have taken their
/// place.
inline constexpr char kKeyPackagesGone[] = "key_packages.gone";
/// Prefix of what the application remembers by Client::remember.
inline constexpr char kRemembered[] = "app.";

[[nodiscard]] inline std::string ofConversation(const char* what, ConversationId conversation) {
    std::string name(what); // in steps: g++ 12 sees a fault in the sum of the three
    name += '.';
    name += std::to_string(conversation.value);
    return name;
}
/// The conversation that ofConversation() made the name for; none: another name.
[[nodiscard]] inline std::optional<ConversationId> conversationOf(const char* what,
                                                                  std::string_view name) {
    const std::string prefix = std::string(what) + ".";
    if (!name.starts_with(prefix))
        return std::nullopt;
    ConversationId conversation;
    const char* const end = name.data() + name.size();
    const auto [stop, fault] =
        std::from_chars(name.data() + prefix.size(), end, conversation.value);
    if (fault != std::errc() || stop != end)
        return std::nullopt;
    return conversation;
}
/// Bytes: the admins' user ids, one after the other.
inline constexpr char kAdmins[] = "admins";
/// Bytes: content::JoinerView, the settings that hold with all that this version does not know.
inline constexpr char kSettingsView[] = "settings.view";
/// Number: the epoch in which entries were found missing: senders may be far ahead in it.
inline constexpr char kGapEpoch[] = "gap.epoch";
/// Number: the seq of the commit that brought us in last: nothing from before it is read any more.
inline constexpr char kJoinedAt[] = "joined.at";
/// Bytes: the user id of who brought us in last; none: this device itself.
inline constexpr char kAdder[] = "joined.by";
/// Number: wall-clock ms when the own leaf got its present key.
inline constexpr char kLeafSince[] = "leaf.since";
/// Number 1: the own SelfRemove stands in the log, the commit that carries it out does not yet.
inline constexpr char kLeaving[] = "leaving";
/// Number: seq of the newest commit that brought somebody in, until an admin has told the settings
/// after it.
inline constexpr char kNewcomersSince[] = "newcomers.since";
/// Bytes: user ids, one after the other: members whose key has changed. Each is added again when
/// her new key is accepted, if her old computer has left the group by then.
inline constexpr char kReturning[] = "returning";
/// Bytes: OwedReceipts (send/owed_receipts.h).
inline constexpr char kOwedReceipts[] = "receipts.owed";
/// Number 1: the group was LOST when another copy of the server came back: an epoch below the own
/// one is taken.
inline constexpr char kServerRestored[] = "server.restored";
/// Number 1: somebody with this device's key has taken its leaf once before.
inline constexpr char kReplacedElsewhere[] = "replaced.elsewhere";
/// Bytes: user ids, one after the other, of those who were in the group when this device came back
/// and were not when it got lost: nothing is sealed until they are accepted or gone.
inline constexpr char kStrangers[] = "strangers";
/// Text: what is being written. Remembered by the application; Client::remember without the prefix.
inline constexpr char kDraft[] = "app.draft";
/// Text: seconds that this message is to live. Likewise.
inline constexpr char kDraftLife[] = "app.draft_life";
/// All of a conversation's: they go with it.
inline constexpr std::array kOfConversation{
    &kAdmins[0],         &kSettingsView[0],      &kGapEpoch[0], &kJoinedAt[0],
    &kAdder[0],          &kLeafSince[0],         &kLeaving[0],  &kNewcomersSince[0],
    &kReturning[0],      &kOwedReceipts[0],      &kDraft[0],    &kDraftLife[0],
    &kServerRestored[0], &kReplacedElsewhere[0], &kStrangers[0]};

/// Text "off": nobody is told what was read here, and nothing is shown of what others have read.
/// Remembered by the application; Client::remember without the prefix.
inline constexpr char kReadReceipts[] = "app.receipts.read";
/// Text "off": nobody is told that one writes, and one does not see who does. Likewise.
inline constexpr char kTyping[] = "app.typing";

/// Bytes: CallLedger (calls/call_ledger.h): calls of all conversations that are not over.
inline constexpr char kPendingCalls[] = "calls.pending";

} // namespace kontor::settings
