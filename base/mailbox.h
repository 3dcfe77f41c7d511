#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace kontor {

/// The only crossing between two threads: whoever has the mailbox posts work, the thread that owns
/// it runs it, in the order of posting. Only values may be captured, never references or QObjects.
class Mailbox {
public:
    using Work = std::function<void()>;

    /// `wake` is called from the posting thread whenever the box was empty before; it must make the
    /// owner call drain() soon, and may be called when the owner is already draining.
    explicit Mailbox(std::function<void()> wake = {})
        : m_wake(std::move(wake)) {}
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    /// Any thread. False when the box is closed: the work is dropped.
    bool post(Work work);
    /// Owner's thread: runs what has been posted until now, not what that work posts in turn.
    /// Called by work itself (which waits in an event loop of its own) it does nothing: the rest
    /// keeps its turn.
    void drain();
    /// Any thread. What is waiting is dropped, later posts are refused, wake is not called again.
    void close();

private:
    std::mutex m_mutex;
    std::vector<Work> m_waiting;
    std::function<void()> m_wake;
    bool m_closed = false;
    // Owner's thread
    bool m_draining = false;
    bool m_missed = false; ///< a wake came while draining
};

} // namespace kontor
