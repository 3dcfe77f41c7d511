#pragma once

#include "core/content/receipt.h"

namespace kontor {

/// Messages of one conversation that are in our store and whose senders do not know it yet. Kept in
/// the store, written in the transaction of the messages themselves, so that a crash forgets none.
struct OwedReceipts {
    std::vector<content::SeqRange> delivered; ///< ascending, apart from each other
    std::vector<content::SeqRange> read;      ///< likewise: those that the person has seen
    Seq seenUpTo;                             ///< last entry that was no message for us

    /// A message that is stored now; seqs come ascending.
    void add(Seq seq);
    /// An entry in between that a range must not cover: one that could not be read.
    void passOver(Seq seq) { seenUpTo = seq; }
    /// What was read now, in whatever order.
    void addRead(content::SeqRange range);
    [[nodiscard]] bool empty() const { return delivered.empty() && read.empty(); }

    [[nodiscard]] Bytes encode() const;
    /// Malformed: a damaged store.
    [[nodiscard]] static Result<OwedReceipts> parse(ByteView stored);
};

} // namespace kontor
