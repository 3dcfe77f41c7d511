#include "core/connection/requests.h"

#include "protocol/frame_codec.h"
#include "protocol/status_code.h"

#include <utility>

namespace kontor {

Requests::Requests(const Clock& clock, Timers& timers, std::stop_token stop)
    : m_clock(clock)
    , m_timers(timers)
    , m_stop(std::move(stop))
    , m_onStop(m_stop, [this] { close(Error(ErrorCode::Stopped)); }) {}

Requests::~Requests() {
    close(Error(ErrorCode::Stopped));
}

Completion<wire::Directory> Requests::fetchDirectory(std::uint64_t afterRevision) {
    wire::Frame frame;
    frame.mutable_fetch_directory()->set_after_revision(afterRevision);
    return askFor<wire::Directory>(std::move(frame), &wire::Answer::mutable_directory);
}

Completion<void> Requests::publishKeyPackages(wire::PublishKeyPackages request) {
    wire::Frame frame;
    *frame.mutable_publish_key_packages() = std::move(request);
    return askForOk(std::move(frame));
}

Completion<void> Requests::rename(const std::string& displayName) {
    wire::Frame frame;
    frame.mutable_rename()->set_display_name(displayName);
    return askForOk(std::move(frame));
}

Completion<wire::KeyPackages> Requests::claimKeyPackages(wire::ClaimKeyPackages request) {
    wire::Frame frame;
    *frame.mutable_claim_key_packages() = std::move(request);
    return askFor<wire::KeyPackages>(std::move(frame), &wire::Answer::mutable_key_packages);
}

Completion<wire::Groups> Requests::listGroups() {
    wire::Frame frame;
    frame.mutable_list_groups();
    return askFor<wire::Groups>(std::move(frame), &wire::Answer::mutable_groups);
}

Completion<wire::Answer> Requests::append(wire::Append request) {
    wire::Frame frame;
    *frame.mutable_append() = std::move(request);
    Completion<wire::Answer> answer;
    ask(std::move(frame),
        [answer](Result<wire::Answer> result) { answer.complete(std::move(result)); });
    return answer;
}

Completion<wire::Entries> Requests::fetch(wire::Fetch request) {
    wire::Frame frame;
    *frame.mutable_fetch() = std::move(request);
    return askFor<wire::Entries>(std::move(frame), &wire::Answer::mutable_entries);
}

Completion<wire::Inbox> Requests::fetchInbox(std::uint64_t after) {
    wire::Frame frame;
    frame.mutable_fetch_inbox()->set_after(after);
    return askFor<wire::Inbox>(std::move(frame), &wire::Answer::mutable_inbox);
}

Completion<wire::Tree> Requests::fetchTree(wire::FetchTree request) {
    wire::Frame frame;
    *frame.mutable_fetch_tree() = std::move(request);
    return askFor<wire::Tree>(std::move(frame), &wire::Answer::mutable_tree);
}

Completion<wire::Rejoin> Requests::fetchRejoin(wire::FetchRejoin request) {
    wire::Frame frame;
    *frame.mutable_fetch_rejoin() = std::move(request);
    return askFor<wire::Rejoin>(std::move(frame), &wire::Answer::mutable_rejoin);
}

Completion<wire::CallServers> Requests::fetchCallServers() {
    wire::Frame frame;
    frame.mutable_fetch_call_servers();
    return askFor<wire::CallServers>(std::move(frame), &wire::Answer::mutable_call_servers);
}

Completion<wire::BlobTicket> Requests::storeBlob(const BlobId& blob, std::uint64_t size) {
    wire::Frame frame;
    frame.mutable_store_blob()->set_blob(std::string(textOf(blob.view())));
    frame.mutable_store_blob()->set_size(size);
    return askFor<wire::BlobTicket>(std::move(frame), &wire::Answer::mutable_blob_ticket);
}

Completion<wire::BlobTicket> Requests::loadBlob(const BlobId& blob) {
    wire::Frame frame;
    frame.mutable_load_blob()->set_blob(std::string(textOf(blob.view())));
    return askFor<wire::BlobTicket>(std::move(frame), &wire::Answer::mutable_blob_ticket);
}

Completion<void> Requests::dropBlob(const BlobId& blob) {
    wire::Frame frame;
    frame.mutable_drop_blob()->set_blob(std::string(textOf(blob.view())));
    return askForOk(std::move(frame));
}

Completion<void> Requests::ping() {
    wire::Frame frame;
    frame.mutable_ping();
    return askForOk(std::move(frame));
}

void Requests::ackLog(wire::AckLog ack) {
    wire::Frame frame;
    *frame.mutable_ack_log() = std::move(ack);
    tell(std::move(frame));
}

void Requests::ackInbox(std::uint64_t seq) {
    wire::Frame frame;
    frame.mutable_ack_inbox()->set_seq(seq);
    tell(std::move(frame));
}

void Requests::ephemeral(wire::Ephemeral message) {
    wire::Frame frame;
    *frame.mutable_ephemeral() = std::move(message);
    tell(std::move(frame));
}

Completion<void> Requests::clientHello(wire::ClientHello hello) {
    wire::Frame frame;
    *frame.mutable_client_hello() = std::move(hello);
    return askForOk(std::move(frame));
}

Completion<wire::InviteOpened> Requests::openInvite(wire::OpenInvite request) {
    wire::Frame frame;
    *frame.mutable_open_invite() = std::move(request);
    return askFor<wire::InviteOpened>(std::move(frame), &wire::Answer::mutable_invite_opened);
}

Completion<wire::Registered> Requests::registerDevice(wire::Register request) {
    wire::Frame frame;
    *frame.mutable_register_() = std::move(request);
    return askFor<wire::Registered>(std::move(frame), &wire::Answer::mutable_registered);
}

Completion<wire::LoggedIn> Requests::login(wire::Login request) {
    wire::Frame frame;
    *frame.mutable_login() = std::move(request);
    return askFor<wire::LoggedIn>(std::move(frame), &wire::Answer::mutable_logged_in);
}

void Requests::open(SendBatch send) {
    m_send = std::move(send);
}

void Requests::close(const Error& reason) {
    m_send = nullptr;
    m_batch.clear();
    m_timers.cancel(std::exchange(m_flush, Timers::Handle::None));
    endAll(reason);
}

void Requests::endAll(const Error& reason) {
    // Whoever is told may ask anew: those requests are not among the ones that end here.
    auto ending = std::exchange(m_waiting, {});
    for (auto& [id, waiting] : ending)
        m_timers.cancel(waiting.deadline);
    for (auto& [id, waiting] : ending)
        waiting.answered(reason);
}

void Requests::handleAnswer(std::uint64_t requestId, wire::Answer answer) {
    auto node = m_waiting.extract(requestId);
    if (!node)
        return;
    m_timers.cancel(node.mapped().deadline);
    node.mapped().answered(std::move(answer));
}

void Requests::ask(wire::Frame frame, Answered answered) {
    if (m_stop.stop_requested())
        return answered(ErrorCode::Stopped);
    if (!m_send)
        return answered(ErrorCode::NotReachable);
    const auto id = ++m_lastId;
    frame.set_request_id(id);
    const auto encoded = protocol::encodeFrame(frame);
    if (!encoded.ok())
        return answered(encoded.error());
    const auto deadline = m_timers.at(m_clock.steady() + kRequestTime, [this, id] {
        auto node = m_waiting.extract(id);
        if (node)
            node.mapped().answered(ErrorCode::TimedOut);
    });
    m_waiting.emplace(id, Waiting{std::move(answered), deadline});
    enqueue(encoded.value());
}

/// `take` names the part of the answer that is wanted.
template <typename T, typename Take>
Completion<T> Requests::askFor(wire::Frame frame, Take take) {
    Completion<T> wanted;
    ask(std::move(frame), [wanted, take](Result<wire::Answer> result) {
        if (!result.ok())
            wanted.complete(result.error());
        else if (result.value().code() != wire::OK)
            wanted.complete(protocol::errorOf(result.value()));
        else
            wanted.complete(std::move(*(result.value().*take)()));
    });
    return wanted;
}

Completion<void> Requests::askForOk(wire::Frame frame) {
    Completion<void> done;
    ask(std::move(frame), [done](Result<wire::Answer> result) {
        if (!result.ok())
            done.complete(result.error());
        else if (result.value().code() != wire::OK)
            done.complete(protocol::errorOf(result.value()));
        else
            done.complete({});
    });
    return done;
}

void Requests::tell(wire::Frame frame) {
    if (!m_send)
        return;
    frame.set_request_id(++m_lastId);
    if (const auto encoded = protocol::encodeFrame(frame); encoded.ok())
        enqueue(encoded.value());
}

void Requests::enqueue(const std::string& encoded) {
    // Serialised Batches concatenate.
    if (m_batch.size() + encoded.size() > limits::kFrameBytes)
        flush();
    m_batch += encoded;
    if (m_flush == Timers::Handle::None)
        m_flush = m_timers.at(m_clock.steady(), [this] {
            m_flush = Timers::Handle::None;
            flush();
        });
}

void Requests::flush() {
    if (m_send && !m_batch.empty())
        m_send(std::exchange(m_batch, {}));
}

} // namespace kontor
