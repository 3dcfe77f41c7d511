#pragma once

#include "base/mailbox.h"
#include "core/async/background.h"

#include <QThreadPool>

#include <memory>

namespace kontor {

/// A Background with threads of its own, for what takes the processor: several works at a time, in
/// no order. Owner's thread, that of the mailbox.
class BackgroundPool {
public:
    static constexpr int kThreads = 2;

    /// `owner` outlives it.
    explicit BackgroundPool(Mailbox& owner);
    BackgroundPool(const BackgroundPool&) = delete;
    BackgroundPool& operator=(const BackgroundPool&) = delete;
    /// Waits for what runs; what has not begun never runs. Nothing is answered any more.
    ~BackgroundPool();

    /// Not to be called when the pool is gone.
    [[nodiscard]] Background background();

private:
    Mailbox& m_owner;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); ///< the owner's thread's alone
    QThreadPool m_pool;
};

} // namespace kontor
