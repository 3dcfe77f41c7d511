#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Kontor's own limits, each with its reason. Constants that a specification fixes stand beside the
/// code that follows it.
namespace kontor::limits {

/// One frame on the wire; an append with its Welcome parts must fit. Bounds what a peer can make us
/// hold.
inline constexpr std::size_t kFrameBytes = 1024U * 1024U;
/// Adds in one commit: 100 Welcome parts and leaves fit one frame with room to spare.
inline constexpr std::size_t kAddsPerCommit = 100;
/// Members of a group until filling of bulk-added trees exists: a path stays below 10 kB.
inline constexpr std::size_t kGroupMembers = 100;
/// Leaves that a parser of trees accepts: far above kGroupMembers, far below what exhausts memory.
inline constexpr std::uint32_t kTreeLeaves = 1U << 16U;

/// Letters of a handle: fits a row of the directory, and an @mention can be typed.
inline constexpr std::size_t kHandleLetters = 32;
/// Letters (code points) of a display or group name.
inline constexpr std::size_t kNameLetters = 64;
/// Bytes of a text message: about 20 pages; longer things are files.
inline constexpr std::size_t kTextBytes = 64U * 1024U;
/// Parts of one text that look otherwise: a page of a book has a dozen.
inline constexpr std::size_t kTextSpans = 2000;
/// Bytes of any application message's content: a text in MIMI's envelope, with room for mentions.
inline constexpr std::size_t kContentBytes = 128U * 1024U;

/// Bytes of a file: what a phone's camera makes, with room; people wait for more.
inline constexpr std::size_t kFileBytes = 25U * 1024U * 1024U;
/// The same encrypted: 17 bytes more for each 64 KiB.
inline constexpr std::size_t kBlobBytes = kFileBytes + 8U * 1024U;
/// What is said about a file: bytes, so that it fits MIMI's description of it.
inline constexpr std::size_t kCaptionBytes = 4U * 1024U;
inline constexpr std::size_t kFileNameBytes = 255;
/// Pixels on a side of a picture that may be named: what JPEG can have.
inline constexpr std::uint32_t kPictureSide = 65'535;

/// A person's or group's picture, as it travels: 256 pixels on a side as a good JPEG.
inline constexpr std::size_t kAvatarBytes = 24U * 1024U;
/// Letters (code points) of what somebody says of herself: a line.
inline constexpr std::size_t kStatusLetters = 100;

/// Emoji that one person puts to one message, and bytes of one of them: a family with skin tones
/// has 41.
inline constexpr std::size_t kReactionsOfUser = 20;
inline constexpr std::size_t kReactionBytes = 64;
/// Reactions to one message: all of a company's, and an end to a flood.
inline constexpr std::size_t kReactionsOfMessage = 2'000;
/// Messages that stand on top of a conversation: more than anybody looks through.
inline constexpr std::size_t kPinsOfConversation = 100;
/// Votes and closings of polls that were asked before a device came in, kept until it is told of
/// them: of one conversation, and bytes of all of those.
inline constexpr std::size_t kEarlyPollActs = 1'000;
inline constexpr std::size_t kEarlyPollBytes = 1024U * 1024U;
/// Of one person in it.
inline constexpr std::size_t kEarlyPollActsOfOne = 100;
inline constexpr std::size_t kEarlyPollBytesOfOne = 128U * 1024U;
/// Polls that a newcomer is told of, the newest ones, and bytes of all that is told.
inline constexpr std::size_t kToldPolls = 100;
inline constexpr std::size_t kToldBytes = 1024U * 1024U;
/// Earlier texts of a message that are kept: the first one, and the newest.
inline constexpr std::size_t kRevisions = 50;

/// Generations that a sender may be ahead without a gap in the log (delivery.md, 5), and across
/// one.
inline constexpr std::uint32_t kForwardGenerations = 1'000;
inline constexpr std::uint32_t kForwardGenerationsAcrossGap = 100'000;
/// Skipped message keys kept for one sender, and for one group.
inline constexpr std::size_t kSkippedKeysOfSender = 1'000;
inline constexpr std::size_t kSkippedKeysOfGroup = 10'000;
/// How long one is kept: what has not come by then was sealed and never sent, or is lost, and the
/// key would only wait for a thief.
inline constexpr std::chrono::hours kSkippedKeyLife{48};

/// Key packages that a device keeps on the server, and the count below which it tops up.
inline constexpr std::size_t kKeyPackages = 100;
inline constexpr std::size_t kKeyPackagesLow = 50;
inline constexpr std::chrono::hours kKeyPackageLife{24 * 30};

/// A device gives its leaf a fresh key at the next send when the present one is older.
inline constexpr std::chrono::hours kLeafLife{24 * 7};
/// Receipts: none in larger groups, and one message a conversation in that time.
inline constexpr std::size_t kReceiptMembers = 50;
inline constexpr std::chrono::seconds kReceiptPause{2};
/// That somebody writes is told once in that time, and holds a little longer, so that one that
/// comes late leaves no hole.
inline constexpr std::chrono::seconds kTypingPause{3};
inline constexpr std::chrono::seconds kTypingHolds{5};

/// What a server keeps (delivery.md, 3).
inline constexpr std::chrono::hours kEntryLife{24 * 30};
inline constexpr std::chrono::hours kHandshakeLife{24 * 180};
inline constexpr std::chrono::hours kIdempotencyLife{24 * 60};
inline constexpr std::chrono::hours kInviteLife{24 * 7};
inline constexpr std::chrono::hours kBlobLife{24 * 30};

/// Bits of an entry's number in its log, the greatest that anybody may name: it stands beside the
/// log's era in one integer of the store. (A server that starts at a trillion; an honest one needs
/// a thousand years.)
inline constexpr unsigned kSeqBits = 40;
inline constexpr std::uint64_t kGreatestSeq = (std::uint64_t{1} << kSeqBits) - 1;

} // namespace kontor::limits
