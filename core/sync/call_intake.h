#pragma once

#include "core/calls/call_ledger.h"
#include "core/content/call.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

namespace kontor {

/// A signal of a call in the log, somebody's or our own: keeps the ledger, writes the line of a
/// call that is over, and notes the signal for whoever is in the call. In the entry's transaction.
/// Only direct conversations have calls.
[[nodiscard]] Result<void> takeCall(const CoreParts& parts, EntryInHand& hand, const Author& author,
                                    const content::Call& call);

[[nodiscard]] Result<CallLedger> storedCalls(const CoreParts& parts);
[[nodiscard]] Result<void> keepCalls(const CoreParts& parts, storage::Transaction& transaction,
                                     const CallLedger& ledger);

/// The line of a call, at a place of the log.
[[nodiscard]] Result<void> addCallLine(const CoreParts& parts, storage::Transaction& transaction,
                                       Aftermath& aftermath, const CallLine& line, Seq seq,
                                       Milliseconds at);

} // namespace kontor
