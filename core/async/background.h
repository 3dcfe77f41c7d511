#pragma once

#include "core/async/completion.h"

namespace kontor {

/// Runs `work` beside the core thread, one after the other, and then `done` on it: for what takes
/// its time with the disk or with many bytes. `work` touches nothing that the core thread has.
using Background = std::function<void(std::function<void()> work, std::function<void()> done)>;

/// At once and here: for tests and simulations, where only one thread is.
inline Background workHere() {
    return [](const std::function<void()>& work, const std::function<void()>& done) {
        work();
        done();
    };
}

/// What `work` returns, awaitable. Stopped when a stop is requested first.
template <typename T>
[[nodiscard]] Completion<T> inBackground(const Background& background,
                                         std::function<Result<T>()> work,
                                         const std::stop_token& stop) {
    Completion<T> worked;
    worked.stopBy(stop);
    auto outcome = std::make_shared<std::optional<Result<T>>>();
    background([outcome, work = std::move(work)] { outcome->emplace(work()); },
               [outcome, worked] { worked.complete(std::move(**outcome)); });
    return worked;
}

} // namespace kontor
