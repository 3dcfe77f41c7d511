#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/limits.h"
#include "core/async/completion.h"
#include "protocol/kontor.pb.h"

#include <functional>
#include <map>
#include <stop_token>
#include <string>

namespace kontor {

/// What a client asks of its server, one method a request of kontor.proto: each gives what a Task
/// awaits. Answers are matched by id; every request ends: with its answer, TimedOut after
/// kRequestTime, Stopped, or NotReachable at once when there is no connection or when it breaks.
/// NotReachable and TimedOut say nothing of whether the server did it. One object lives through all
/// connections. Core thread.
class Requests {
public:
    /// A server that is there answers in milliseconds; one that is gone is found by Connection's
    /// pings before this.
    static constexpr Milliseconds kRequestTime{30'000};

    /// `clock` and `timers` must outlive the object; `stop` is the core's Scope's.
    Requests(const Clock& clock, Timers& timers, std::stop_token stop);
    Requests(const Requests&) = delete;
    Requests& operator=(const Requests&) = delete;
    /// close(Stopped).
    ~Requests();

    // ---- Asked for by the rest of the core. Unless said otherwise a value means OK and everything
    // else is the error of protocol::errorOf().
    [[nodiscard]] Completion<wire::Directory> fetchDirectory(std::uint64_t afterRevision);
    [[nodiscard]] Completion<void> rename(const std::string& displayName);
    [[nodiscard]] Completion<void> publishKeyPackages(wire::PublishKeyPackages request);
    [[nodiscard]] Completion<wire::KeyPackages> claimKeyPackages(wire::ClaimKeyPackages request);
    [[nodiscard]] Completion<wire::Groups> listGroups();
    /// Whatever the server answered, OK or not: its codes move the states of delivery.md, 5. An
    /// error only when there was no answer.
    [[nodiscard]] Completion<wire::Answer> append(wire::Append request);
    [[nodiscard]] Completion<wire::Entries> fetch(wire::Fetch request);
    [[nodiscard]] Completion<wire::Inbox> fetchInbox(std::uint64_t after);
    [[nodiscard]] Completion<wire::Tree> fetchTree(wire::FetchTree request);
    [[nodiscard]] Completion<wire::Rejoin> fetchRejoin(wire::FetchRejoin request);
    [[nodiscard]] Completion<wire::CallServers> fetchCallServers();
    /// Of the three below: FileGone, when the server does not have the blob, or not for us.
    [[nodiscard]] Completion<wire::BlobTicket> storeBlob(const BlobId& blob, std::uint64_t size);
    [[nodiscard]] Completion<wire::BlobTicket> loadBlob(const BlobId& blob);
    [[nodiscard]] Completion<void> dropBlob(const BlobId& blob);
    [[nodiscard]] Completion<void> ping();
    // Nobody waits for these; without a connection they are dropped.
    void ackLog(wire::AckLog ack);
    void ackInbox(std::uint64_t seq);
    void ephemeral(wire::Ephemeral message);

    // ---- The first steps of a connection (core/connection, core/registration)
    [[nodiscard]] Completion<void> clientHello(wire::ClientHello hello);
    [[nodiscard]] Completion<wire::InviteOpened> openInvite(wire::OpenInvite request);
    [[nodiscard]] Completion<wire::Registered> registerDevice(wire::Register request);
    [[nodiscard]] Completion<wire::LoggedIn> login(wire::Login request);

    // ---- The connection beneath
    /// Takes one serialised Batch, at most limits::kFrameBytes.
    using SendBatch = std::function<void(std::string batch)>;
    void open(SendBatch send);
    /// Every request that waits ends with `reason`, later ones with NotReachable.
    void close(const Error& reason);
    /// A frame with an answer. Answers to nothing (late, or to an ack) are passed over.
    void handleAnswer(std::uint64_t requestId, wire::Answer answer);
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }

private:
    using Answered = std::function<void(Result<wire::Answer>)>;
    struct Waiting {
        Answered answered;
        Timers::Handle deadline;
    };

    void ask(wire::Frame frame, Answered answered);
    template <typename T, typename Take>
    [[nodiscard]] Completion<T> askFor(wire::Frame frame, Take take);
    [[nodiscard]] Completion<void> askForOk(wire::Frame frame);
    void tell(wire::Frame frame);
    void endAll(const Error& reason);
    /// Frames of one turn of the event loop leave together.
    void enqueue(const std::string& encoded);
    void flush();

    const Clock& m_clock;
    Timers& m_timers;
    std::stop_token m_stop;
    SendBatch m_send; ///< none: no connection
    std::string m_batch;
    Timers::Handle m_flush = Timers::Handle::None;
    std::uint64_t m_lastId = 0;
    std::map<std::uint64_t, Waiting> m_waiting; ///< ordered: they end in the order of asking
    std::stop_callback<std::function<void()>> m_onStop;
};

} // namespace kontor
