#pragma once

#include "tools/kontor_cli/commands.h"

#include <functional>

namespace kontor::cli {

/// Reads something from the store.
template <typename Value>
using Reading = std::function<Task<Result<Value>>()>;

/// Reads again after each arrival until `holds`: somebody may have sent it a moment ago. At the
/// deadline ConversationUnknown if it never came, else `late`.
template <typename Value>
[[nodiscard]] Task<Result<Value>> awaitStored(Context* context, Reading<Value> read,
                                              bool (*holds)(const Value&),
                                              ErrorCode late = ErrorCode::NotReachable) {
    while (true) {
        const int arrivals = context->session.arrivals();
        auto reading = read();
        auto stored = co_await reading;
        const bool unknown = !stored.ok() && stored.error().code == ErrorCode::ConversationUnknown;
        if (!unknown && (!stored.ok() || holds(stored.value())))
            co_return stored;
        auto* const session = &context->session;
        const auto waiting = session->until(
            [session, arrivals] { return session->arrivals() != arrivals; }, context->deadline());
        const auto arrived = co_await waiting;
        if (arrived.ok())
            continue;
        if (arrived.error().code != ErrorCode::TimedOut)
            co_return arrived.error();
        if (unknown)
            co_return stored;
        co_return late;
    }
}

} // namespace kontor::cli
