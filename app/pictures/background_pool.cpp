#include "app/pictures/background_pool.h"

#include <utility>

namespace kontor {

BackgroundPool::BackgroundPool(Mailbox& owner)
    : m_owner(owner) {
    m_pool.setMaxThreadCount(kThreads);
}

BackgroundPool::~BackgroundPool() {
    m_pool.clear();
    m_pool.waitForDone();
}

Background BackgroundPool::background() {
    return [this](std::function<void()> work, std::function<void()> done) {
        auto answer = [alive = std::weak_ptr(m_alive), done = std::move(done)] {
            if (!alive.expired())
                done();
        };
        m_pool.start(
            [&owner = m_owner, work = std::move(work), answer = std::move(answer)]() mutable {
                work();
                work = nullptr; // what it holds is gone before the owner hears of it
                owner.post(std::move(answer));
            });
    };
}

} // namespace kontor
