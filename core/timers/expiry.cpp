#include "core/timers/expiry.h"

#include "base/log.h"
#include "core/actions/erased_news.h"
#include "storage/timer_store.h"

#include <utility>

namespace kontor {
namespace {

void logFault(const Error& error) {
    log::error(log::Category::Storage, "messages that have expired were not erased",
               {{"code", static_cast<int>(error.code)}});
}

} // namespace

Result<void> beginLife(const CoreParts& parts, storage::Transaction& transaction,
                       MessageRow message, Aftermath& aftermath) {
    const auto record = parts.stores.messages.find(message);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->lifetime <= Milliseconds(0) ||
        record.value()->deadline ||
        record.value()->content != storage::MessageRecord::Content::Whole)
        return {};
    storage::TimerStore timers(parts.database.writer());
    const auto now = timers.advance(transaction, parts.lives.now());
    if (!now.ok())
        return now.error();
    aftermath.livesBegun = true;
    return timers.start(transaction, message, now.value() + record.value()->lifetime);
}

/// An orderly end leaves the time in the store: set back meanwhile, the clock begins there.
Expiry::~Expiry() {
    stopWaiting();
    const auto deadline = nextDeadline();
    if (!deadline.ok() || !deadline.value())
        return;
    auto transaction = storage::Transaction::begin(m_parts.database);
    if (!transaction.ok())
        return;
    const auto noted = storage::TimerStore(m_parts.database.writer())
                           .advance(transaction.value(), m_parts.lives.now());
    if (noted.ok())
        (void)transaction.value().commit();
}

void Expiry::stopWaiting() {
    m_parts.timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    m_parts.timers.cancel(std::exchange(m_wallTimer, Timers::Handle::None));
}

/// The clock that only runs forward may stand still while the computer sleeps, and the wall clock
/// may be set back: whichever comes first ends both.
void Expiry::wakeIn(Milliseconds left) {
    stopWaiting();
    m_timer = m_parts.timers.at(m_parts.clock.steady() + left, [this] { look(); });
    m_wallTimer = m_parts.timers.afterWall(left, [this] {
        m_noted.reset(); // that clock may have been set: what it has shown is noted
        look();
    });
}

void Expiry::look() {
    stopWaiting();
    const Milliseconds now = m_parts.lives.now();
    auto deadline = nextDeadline();
    std::size_t gone = 0;
    const bool due = deadline.ok() && deadline.value() &&
                     (*deadline.value() <= now || !m_noted || now - *m_noted >= kNoteAfter);
    if (due) {
        // What follows may begin lives and look in turn: the timers are set after it.
        const auto notedBefore = std::exchange(m_noted, now);
        const auto ended = end(now);
        if (ended.ok()) {
            gone = ended.value();
        } else {
            m_noted = notedBefore;
            logFault(ended.error());
        }
        deadline = nextDeadline();
    }
    if (!deadline.ok())
        logFault(deadline.error());
    else if (!deadline.value())
        return;
    const Milliseconds left = deadline.ok() ? *deadline.value() - now : kTryAgain;
    // What is due and could not be erased is no reason to spin.
    if (left <= Milliseconds(0))
        return wakeIn(gone > 0 ? kBetweenSlices : kTryAgain);
    wakeIn(left);
}

Result<std::optional<Milliseconds>> Expiry::nextDeadline() {
    return storage::TimerStore(m_parts.database.writer()).earliest();
}

Result<std::size_t> Expiry::end(Milliseconds now) {
    std::size_t ended = 0;
    const std::uint32_t count = m_size.next();
    const auto written =
        write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
            const auto gone =
                storage::TimerStore(m_parts.database.writer()).sweep(transaction, now, count);
            if (!gone.ok())
                return gone.error();
            ended = gone.value().size();
            return actions::noteErased(m_parts, gone.value(), TimelineDiff::Change::Removed,
                                       aftermath);
        });
    if (!written.ok())
        return written.error();
    if (ended == count)
        m_size.done();
    return ended;
}

} // namespace kontor
