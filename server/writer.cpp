#include "server/writer.h"

#include "server/server_limits.h"

#include <algorithm>

namespace kontor::server {

Writer::Writer(Backend& backend, const Clock& clock, Hooks hooks)
    : m_backend(backend)
    , m_clock(clock)
    , m_hooks(std::move(hooks))
    , m_thread([this] { loop(); }) {}

Writer::~Writer() {
    stop();
}

void Writer::connected(SessionId session) {
    post({session, Connected{}});
}

bool Writer::isFull() const {
    const std::lock_guard lock(m_mutex);
    return m_waitingCost > limits::kQueuedBytes;
}

void Writer::handle(SessionId session, wire::Batch batch, std::size_t cost) {
    post({session, Frames{std::move(batch), cost}});
}

void Writer::refuse(SessionId session, Error why) {
    post({session, Refused{std::move(why)}});
}

void Writer::disconnected(SessionId session) {
    post({session, Disconnected{}});
}

void Writer::run(Work work) {
    post({SessionId(), std::move(work)});
}

void Writer::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void Writer::post(Input input) {
    bool asleep = false;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto* frames = std::get_if<Frames>(&input.what))
            m_waitingCost += frames->cost;
        m_waiting.push_back(std::move(input));
        asleep = std::exchange(m_asleep, false);
    }
    if (asleep)
        m_wake.notify_one();
}

bool Writer::takeInputs(std::vector<Input>& inputs) {
    std::unique_lock lock(m_mutex);
    const Milliseconds idle = m_moreToDo ? Milliseconds(0) : m_nextTick - m_clock.steady();
    if (m_waiting.empty() && !m_stop && idle > Milliseconds(0)) {
        m_asleep = true;
        m_wake.wait_for(lock, idle, [this] { return m_stop || !m_waiting.empty(); });
        m_asleep = false;
    }
    inputs.swap(m_waiting);
    m_waitingCost = 0;
    return !inputs.empty() || !m_stop;
}

void Writer::loop() {
    std::vector<Input> inputs;
    while (takeInputs(inputs)) {
        Outcome outcome;
        for (Input& input : inputs)
            carryOut(input, outcome);
        // Housekeeping waits for a quiet moment, but not for ever.
        const Milliseconds now = m_clock.steady();
        if (now >= m_nextTick || (m_moreToDo && inputs.empty())) {
            m_moreToDo = m_backend.tick();
            m_nextTick = now + limits::kTick;
        }
        inputs.clear();
        auto deliveries = m_backend.commit();
        if (!deliveries.ok()) {
            m_hooks.failed();
            return;
        }
        outcome.deliveries = std::move(deliveries).value();
        const bool anything = !outcome.deliveries.empty() || !outcome.carriedOut.empty() ||
                              !outcome.afterwards.empty();
        if (anything)
            m_hooks.deliver(std::move(outcome));
    }
}

void Writer::carryOut(Input& input, Outcome& outcome) {
    if (std::holds_alternative<Connected>(input.what)) {
        m_backend.connect(input.session);
    } else if (auto* frames = std::get_if<Frames>(&input.what)) {
        for (const auto& frame : frames->batch.frames())
            m_backend.handle(input.session, frame);
        outcome.carriedOut.emplace_back(input.session, frames->cost);
    } else if (auto* refused = std::get_if<Refused>(&input.what)) {
        m_backend.refuse(input.session, refused->why);
    } else if (std::holds_alternative<Disconnected>(input.what)) {
        m_backend.disconnect(input.session);
    } else if (auto* work = std::get_if<Work>(&input.what)) {
        if (auto afterwards = (*work)(m_backend))
            outcome.afterwards.push_back(std::move(afterwards));
    }
}

} // namespace kontor::server
