#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// What one server grants, each with its reason. Limits that clients must know stand in
/// base/limits.h.
namespace kontor::server::limits {

// ---- Connections

/// Sessions of one process: 10,000 idle ones are about 250 MB.
inline constexpr std::size_t kSessions = 10'000;
/// Sessions from one address that have not logged in: many people sit behind one address, an
/// attacker must not take every place.
inline constexpr std::size_t kStrangersOfAddress = 256;
/// From accepting a connection to its first login or opened invite.
inline constexpr std::chrono::seconds kStrangerPatience{10};
/// From an opened invite to its registration: somebody types a name.
inline constexpr std::chrono::minutes kInvitedPatience{15};
/// A peer that has said nothing for so long, in spite of a ping at half the time, is gone.
inline constexpr std::chrono::seconds kIdle{60};
/// Wrong invite tokens on one connection: a link is pasted, not typed.
inline constexpr std::uint32_t kWrongTokens = 3;
/// Cost of requests (request_cost.h) of one session that wait for the writer; then its socket is
/// not read.
inline constexpr std::size_t kSessionInFlight = 256U * 1024U;
/// What a request that reads counts as: four at a time, whose answers are at most 2 MiB.
inline constexpr std::size_t kReadingCost = 64U * 1024U;
/// Bytes of answers and pushes that one batch makes for a session; then reading is RETRY_LATER.
inline constexpr std::size_t kBatchAnswers = 4U * 1024U * 1024U;
/// Cost of requests of all sessions that wait; then the answer is RETRY_LATER.
inline constexpr std::size_t kQueuedBytes = 64U * 1024U * 1024U;
/// Bytes that wait to be written to one session: above the first its socket is not read, above the
/// second it is closed and catches up later.
inline constexpr std::size_t kOutboxFull = 1024U * 1024U;
inline constexpr std::size_t kOutboxGreatest = 8U * 1024U * 1024U;
/// Frames are joined into one WebSocket message up to this size.
inline constexpr std::size_t kJoinedBytes = 64U * 1024U;
/// What a RETRY_LATER asks for when nothing better is known.
inline constexpr std::chrono::milliseconds kRetryAfter{1'000};
/// Frames of one batch: small ones cost more to hold than their bytes say.
inline constexpr int kFramesOfBatch = 4'096;

// ---- Requests

/// Bytes of a client's program name.
inline constexpr std::size_t kProgramName = 64;
/// Users of one ClaimKeyPackages: a commit adds as many at most.
inline constexpr int kClaimedUsers = 100;
/// Key packages that a requester may claim: a few full groups at once, then one a second.
inline constexpr std::uint32_t kClaimBurst = 400;
inline constexpr std::chrono::milliseconds kClaimEvery{1'000};
/// Of one target: enough to build a commit anew several times, too few to drain its hundred.
inline constexpr std::uint32_t kClaimOfTargetBurst = 10;
inline constexpr std::chrono::milliseconds kClaimOfTargetEvery{30'000};
/// Bytes of one key package: certificate, keys, capabilities are under 1 kB.
inline constexpr std::size_t kKeyPackageBytes = 4'096;
/// Users of one Directory answer.
inline constexpr std::uint32_t kDirectoryPage = 500;
/// Handshakes of a device and group (delivery.md, rule 14).
inline constexpr std::uint32_t kHandshakeBurst = 20;
inline constexpr std::chrono::milliseconds kHandshakeEvery{5'000};
/// Application messages of a device: what was written in weeks without a connection goes at once,
/// and then faster than anybody types.
inline constexpr std::uint32_t kMessageBurst = 2'000;
inline constexpr std::chrono::milliseconds kMessageEvery{10};
/// New groups of a device: a few projects at once, then one in a while.
inline constexpr std::uint32_t kCreationBurst = 100;
inline constexpr std::chrono::milliseconds kCreationEvery{10'000};
/// Bytes of an application message: limits::kContentBytes, padded, in its framing.
inline constexpr std::size_t kApplicationBytes = 160U * 1024U;
/// Bytes of a commit or proposal: 100 Adds and a path are 120 kB. Half a frame, so that it fits
/// every answer and push.
inline constexpr std::size_t kHandshakeBytes = 512U * 1024U;
/// Bytes of a GroupInfo without its tree, of an encrypted one (with a group's settings), of one
/// device's secrets.
inline constexpr std::size_t kGroupInfoBytes = 64U * 1024U;
inline constexpr std::size_t kEncryptedGroupInfoBytes = 256U * 1024U;
inline constexpr std::size_t kGroupSecretsBytes = 8U * 1024U;
/// Groups that one device is in: what it lists at each connect fits one frame.
inline constexpr std::uint32_t kGroupsOfDevice = 5'000;
/// Inbox rows that wait for one device.
inline constexpr std::uint32_t kInboxRows = 5'000;
/// An answer with entries or inbox rows stops at half a frame, so that any one fits.
inline constexpr std::size_t kAnswerBytes = 512U * 1024U;
inline constexpr std::uint32_t kFetchEntries = 1'000;
/// Ephemeral messages of a device: typing and a call's candidates, which come in bursts.
inline constexpr std::uint32_t kEphemeralBurst = 100;
inline constexpr std::chrono::milliseconds kEphemeralEvery{100};
inline constexpr std::size_t kEphemeralBytes = 16U * 1024U;
/// Another name: everybody's directory is told each time.
inline constexpr std::uint32_t kRenameBurst = 10;
inline constexpr std::chrono::milliseconds kRenameEvery{60'000};
/// Asking for call servers: once a call, with room for redialling.
inline constexpr std::uint32_t kCallServersBurst = 20;
inline constexpr std::chrono::milliseconds kCallServersEvery{3'000};
/// Relay credentials: longer than any call, so that one is never cut off.
inline constexpr std::chrono::hours kTurnLife{12};
inline constexpr std::size_t kTurnNameBytes = 8;
/// Tickets for blobs: some chat full of pictures is opened at once.
inline constexpr std::uint32_t kBlobTicketBurst = 200;
inline constexpr std::chrono::milliseconds kBlobTicketEvery{250};
/// How long a ticket can be used, and how many a device holds: it fetches a few at a time.
inline constexpr std::chrono::seconds kBlobTicketLife{60};
inline constexpr std::size_t kBlobTicketsOfDevice = 8;
/// Transfers that run at once, each with a buffer of kBlobBuffer: 4 MiB in all. The others ask
/// again after a moment.
inline constexpr std::size_t kBlobTransfers = 64;
inline constexpr std::size_t kBlobBuffer = 64U * 1024U;
/// Threads that wait for the disk while blobs move.
inline constexpr std::size_t kBlobThreads = 2;
/// A transfer that has not moved for so long is over.
inline constexpr std::chrono::seconds kBlobPatience{30};
/// Bytes of blobs that one device keeps here: a month of many pictures. A small one counts as
/// kLeastBlob, so that millions of them cannot be made.
inline constexpr std::uint64_t kBlobQuota = 2ULL * 1024U * 1024U * 1024U;
inline constexpr std::uint64_t kLeastBlob = 64U * 1024U;
/// Invites that can be open at once.
inline constexpr std::uint32_t kOpenInvites = 10'000;

// ---- Memory, disk and housekeeping

/// Free bytes below which nothing new is taken: people's programs keep it and ask again, and the
/// server goes on reading, forgetting and stopping in order. Its WAL and index need some.
inline constexpr std::uint64_t kFreeBytes = 64U * 1024U * 1024U;
inline constexpr std::chrono::seconds kDiskRetry{10};
/// Heads of groups kept in memory, about 1 kB each, and public states, up to 200 kB each.
inline constexpr std::size_t kCachedGroups = 50'000;
inline constexpr std::size_t kCachedStates = 256;
/// Log rows that are not yet indexed (server/log/sqlite/lazy_index.h).
inline constexpr std::size_t kUnindexedRows = 30'000;
/// Rows that one step of housekeeping handles: some milliseconds, between two batches.
inline constexpr std::uint32_t kHousekeepingRows = 500;
inline constexpr std::chrono::seconds kTick{1};

} // namespace kontor::server::limits
