#pragma once

#include "core/async/completion.h"
#include "core/async/qt_timers.h"
#include "core/async/qt_wake.h"
#include "core/client.h"

#include <functional>
#include <list>
#include <map>
#include <stop_token>

namespace kontor::cli {

/// A Client as a command sees it: what it answers and what it tells become things to be awaited.
/// Main thread.
class CliSession {
public:
    using Factory = std::function<std::unique_ptr<Client>(
        Mailbox& owner, std::function<void(const Event&)> onEvent)>;
    CliSession(const Clock& clock, Timers& timers, std::stop_token stop, const Factory& factory);
    CliSession(const CliSession&) = delete;
    CliSession& operator=(const CliSession&) = delete;
    ~CliSession();

    enum class Opened : std::uint8_t { Registered, Empty };
    enum class Way : std::uint8_t { AsItIs, Afresh };
    /// Opens the profile, or puts its damaged store aside first. Errors: those of OpenFailed.
    [[nodiscard]] Completion<Opened> open(Way way);
    /// Until the server is reached and everything that was missed is read. Errors: why the server
    /// will not be reached any more, or was not until `deadline`.
    [[nodiscard]] Completion<void> reach(Milliseconds deadline);
    /// Until `holds` is true; asked after each event. TimedOut at `deadline`; StoreDamaged when
    /// that is met meanwhile.
    [[nodiscard]] Completion<void> until(std::function<bool()> holds, Milliseconds deadline);

    /// `call(client, reply)`: one verb of the Client, answered from what is here.
    template <typename T, typename Call>
    [[nodiscard]] Completion<T> ask(const Call& call) {
        Completion<T> answer;
        answer.stopBy(m_stop);
        call(*m_client, Reply<T>([answer](const Result<T>& result) { answer.complete(result); }));
        return answer;
    }
    /// A verb that needs the server. TimedOut at `deadline`.
    template <typename T, typename Call>
    [[nodiscard]] Completion<T> askServer(Milliseconds deadline, const Call& call) {
        Completion<T> answer = ask<T>(call);
        answer.expireAt(m_timers, deadline);
        return answer;
    }

    /// Who hears events beside the commands that wait; empty: nobody.
    void listen(std::function<void(const Event&)> listener) { m_listener = std::move(listener); }
    /// Something that is no event may have made true what is waited for.
    void lookAgain();

    [[nodiscard]] Client& client() { return *m_client; }
    [[nodiscard]] const std::optional<Account>& account() const { return m_account; }
    [[nodiscard]] Milliseconds now() const { return m_clock.steady(); }
    [[nodiscard]] const Clock& clock() const { return m_clock; }
    [[nodiscard]] Timers& timers() { return m_timers; }
    [[nodiscard]] Mailbox& box() { return m_mailbox.box(); }
    /// What is known of an own message that changed since the start.
    [[nodiscard]] const TimelineEntry* ownEntry(MessageRow row) const;
    /// Counts events that may have brought something to read.
    [[nodiscard]] int arrivals() const { return m_arrivals; }

private:
    void handle(const Event& event);
    void note(const TimelineChanged& changed);
    [[nodiscard]] Error whyNotReached() const;

    struct Waiting {
        std::function<bool()> holds;
        Completion<void> done;
    };

    const Clock& m_clock;
    Timers& m_timers;
    std::stop_token m_stop;
    std::optional<Account> m_account;
    std::optional<Result<Opened>> m_opened;
    std::optional<Error> m_closed; ///< why the profile is open no more
    ConnectionState m_state = ConnectionState::Offline;
    std::optional<Error> m_reason;
    std::map<MessageRow, TimelineEntry> m_own;
    int m_arrivals = 0;
    std::list<Waiting> m_waiting;
    std::function<void(const Event&)> m_listener;
    bool m_looking = false;
    QtMailbox m_mailbox;
    std::unique_ptr<Client> m_client; ///< last: it ends first
};

} // namespace kontor::cli
