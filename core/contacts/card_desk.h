#pragma once

#include "core/content/content.h"
#include "core/core_parts.h"
#include "core/send/send_queue.h"

namespace kontor {

/// What one says of oneself: kept, and told to every device that shares a live conversation, once
/// each. While a device was not told the newest, it is said in the conversation that has most such
/// devices: so one message in the company's group serves everybody (docs/decisions/0013). Whoever
/// comes later, or may have missed it, is told after a pause. Core thread.
class CardDesk {
public:
    /// The first change goes out at once; while people click on, what they settle on does.
    static constexpr Milliseconds kSettling{2'000};
    /// Newcomers meet many; not everybody speaks at once.
    static constexpr Milliseconds kGreatestPause{10'000};

    CardDesk(const CoreParts& parts, SendQueue& queue)
        : m_parts(parts)
        , m_queue(queue) {}
    CardDesk(const CardDesk&) = delete;
    CardDesk& operator=(const CardDesk&) = delete;
    ~CardDesk() { m_parts.timers.cancel(m_timer); }

    /// Errors as in Client.
    [[nodiscard]] Result<void> setStatus(const Status& status);
    [[nodiscard]] Result<void> setAvatar(const QByteArray& picture);

    /// After each transaction: somebody may have come or gone.
    void note(const Aftermath& aftermath);
    /// What was owed when the program ended.
    void pumpAll() { tellWithin(kGreatestPause); }

private:
    void tellChange();
    void tellWithin(Milliseconds greatestPause);
    void tellBy(Milliseconds deadline);
    void tell();
    /// In as few conversations as it takes.
    [[nodiscard]] Result<void> tell(const storage::CardStore::News& news,
                                    const content::Body& body);
    [[nodiscard]] std::int64_t numberAfter(std::int64_t last) const;

    CoreParts m_parts;
    SendQueue& m_queue;
    Timers::Handle m_timer = Timers::Handle::None;
    Milliseconds m_deadline{0}; ///< of the timer
    std::optional<Milliseconds> m_toldAt;
};

} // namespace kontor
