#pragma once

#include "core/calls/call_values.h"
#include "crypto/mls/group.h"

namespace kontor {

/// The four words that both windows show in a call (docs/calls.md): equal when both are in the same
/// group's epoch, mean the same call and have seen the same two certificates. Made where the answer
/// stands in the log, so that both use the same epoch.
///
///     MLS-Exporter("Kontor 1.0 call words", call id || caller's fingerprint || callee's, 4)
[[nodiscard]] Result<CallWords> callWords(const mls::Group& group, const CallId& call,
                                          const DtlsFingerprint& caller,
                                          const DtlsFingerprint& callee);

} // namespace kontor
