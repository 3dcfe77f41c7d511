#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "server/backend.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace kontor::server {

/// What a batch led to: what leaves, and what is done.
struct Outcome {
    std::vector<Delivery> deliveries;
    /// The cost of requests that no longer wait.
    std::vector<std::pair<SessionId, std::size_t>> carriedOut;
    /// What was to be told once the batch was durable.
    std::vector<std::function<void()>> afterwards;
};

/// The writer's thread: takes everything that has come, runs it through the backend as one batch,
/// commits, hands out. While the disk works the next batch gathers: no delay is needed, the fsync
/// is the batching.
class Writer {
public:
    struct Hooks {
        /// Called on the writer's thread after each durable batch.
        std::function<void(Outcome)> deliver;
        /// Called once on the writer's thread when the store has failed: nothing runs any more.
        std::function<void()> failed;
    };

    /// The backend is used on the writer's thread alone from here on.
    Writer(Backend& backend, const Clock& clock, Hooks hooks);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    /// stop()
    ~Writer();

    // ---- Any thread; sessions are numbered by the caller
    void connected(SessionId session);
    /// Too much waits: the caller answers RETRY_LATER instead of handing over.
    [[nodiscard]] bool isFull() const;
    /// `cost`: costOf(batch), given back in Outcome::carriedOut.
    void handle(SessionId session, wire::Batch batch, std::size_t cost);
    void refuse(SessionId session, Error why);
    void disconnected(SessionId session);
    /// Runs `work` as part of a batch; it may leave something for Outcome::afterwards.
    using Work = std::function<std::function<void()>(Backend&)>;
    void run(Work work);
    /// Carries out what waits, then ends the thread.
    void stop();

private:
    struct Connected {};
    struct Frames {
        wire::Batch batch;
        std::size_t cost = 0;
    };
    struct Refused {
        Error why;
    };
    struct Disconnected {};
    struct Input {
        SessionId session;
        std::variant<Connected, Frames, Refused, Disconnected, Work> what;
    };

    void post(Input input);
    void loop();
    [[nodiscard]] bool takeInputs(std::vector<Input>& inputs);
    void carryOut(Input& input, Outcome& outcome);

    Backend& m_backend;
    const Clock& m_clock;
    Hooks m_hooks;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Input> m_waiting;
    std::size_t m_waitingCost = 0;
    bool m_asleep = false;
    bool m_stop = false;

    // The writer's own
    Milliseconds m_nextTick{0};
    bool m_moreToDo = false;
    std::thread m_thread;
};

} // namespace kontor::server
