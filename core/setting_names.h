#pragma once

#include "base/number.h"

#include <string>

/// Names under which core keeps small values in storage::SettingsStore, with what each means. Those
/// of registration and connection stand in core/registration.
namespace kontor::settings {

/// Bytes: incarnation of the server that the cursors belong to.
inline constexpr char kIncarnation[] = "server.incarnation";
/// Number: last inbox row whose transaction is done.
inline constexpr char kInboxCursor[] = "inbox.cursor";
/// Prefix of what the application remembers by Client::remember.
inline constexpr char kRemembered[] = "app.";

[[nodiscard]] inline std::string ofConversation(const char* what, ConversationId conversation) {
    return std::string(what) + "." + std::to_string(conversation.value);
}
/// Bytes: the admins' user ids, one after the other.
inline constexpr char kAdmins[] = "admins";
/// Bytes: content::JoinerView, the settings that hold with all that this version does not know.
inline constexpr char kSettingsView[] = "settings.view";
/// Number: the epoch in which entries were found missing: senders may be far ahead in it.
inline constexpr char kGapEpoch[] = "gap.epoch";
/// Number: wall-clock ms when the own leaf got its present key.
inline constexpr char kLeafSince[] = "leaf.since";
/// Number 1: the own SelfRemove stands in the log, the commit that carries it out does not yet.
inline constexpr char kLeaving[] = "leaving";
/// Bytes: OwedReceipts (send/owed_receipts.h).
inline constexpr char kOwedReceipts[] = "receipts.owed";

} // namespace kontor::settings
