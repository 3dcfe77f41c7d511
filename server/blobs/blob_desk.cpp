#include "server/blobs/blob_desk.h"

#include "base/limits.h"
#include "crypto/hash.h"
#include "server/directory/directory_store.h"
#include "server/requests/answers.h"
#include "server/server_limits.h"

#include <algorithm>

namespace kontor::server {

namespace {

constexpr Rate kTickets{limits::kBlobTicketBurst, limits::kBlobTicketEvery};

bool same(const BlobGrant& one, const BlobGrant& other) {
    return one.use == other.use && one.blob == other.blob && one.device == other.device;
}

std::uint64_t weightOf(std::uint64_t size) {
    return std::max(size, limits::kLeastBlob);
}

wire::Answer noneSuch() {
    return answerOf(wire::NOT_FOUND);
}

} // namespace

wire::Answer BlobDesk::store(Session& session, const wire::StoreBlob& request) {
    const auto blob = idIn<BlobId>(request.blob());
    if (!blob || request.size() == 0)
        return badRequest("blob");
    if (request.size() > kontor::limits::kBlobBytes)
        return tooLarge(kontor::limits::kBlobBytes);
    if (const auto there = m_context.store.blobs().find(*blob)) {
        // Its answer was lost.
        if (there->uploader == session.device && there->size == request.size()) {
            wire::Answer answer = done();
            answer.mutable_blob_ticket()->set_size(there->size);
            return answer;
        }
        return badRequest("blob-taken");
    }
    if (const auto refused = refuse(session))
        return *refused;
    if (isBeingStored(*blob))
        return retryLater(limits::kRetryAfter);
    const std::uint64_t kept = m_context.store.blobs().bytesOf(session.device, limits::kLeastBlob) +
                               promisedTo(session.device);
    if (kept + weightOf(request.size()) > limits::kBlobQuota) {
        wire::Answer answer = answerOf(wire::QUOTA_FULL);
        answer.mutable_args()->set_limit(limits::kBlobQuota);
        return answer;
    }
    return give({BlobUse::Store, *blob, request.size(), session.device});
}

wire::Answer BlobDesk::load(Session& session, const wire::LoadBlob& request) {
    const auto blob = idIn<BlobId>(request.blob());
    if (!blob)
        return badRequest("blob");
    const auto there = m_context.store.blobs().find(*blob);
    if (!there)
        return noneSuch();
    if (const auto refused = refuse(session))
        return *refused;
    return give({BlobUse::Load, *blob, there->size, session.device});
}

wire::Answer BlobDesk::drop(Session& session, const wire::DropBlob& request) {
    const auto blob = idIn<BlobId>(request.blob());
    if (!blob)
        return badRequest("blob");
    const auto there = m_context.store.blobs().find(*blob);
    if (!there)
        return noneSuch();
    const auto uploader = m_context.store.directory().deviceByRow(there->uploader);
    // A stranger learns no more than that there is nothing for her.
    if (!uploader || uploader->user != session.user)
        return noneSuch();
    m_context.store.blobs().remove(*blob);
    m_gone.push_back(*blob);
    return done();
}

/// Nothing: this device may have one more ticket.
std::optional<wire::Answer> BlobDesk::refuse(const Session& session) {
    dropLateTickets();
    const auto isHers = [&](const BlobGrant& grant) { return grant.device == session.device; };
    const auto held =
        std::ranges::count_if(m_tickets,
                              [&](const auto& entry) { return isHers(entry.second.grant); }) +
        std::ranges::count_if(m_running, isHers);
    if (static_cast<std::size_t>(held) >= limits::kBlobTicketsOfDevice ||
        m_running.size() >= limits::kBlobTransfers)
        return retryLater(limits::kRetryAfter);
    const RateLimits::Key key{RateLimits::Purpose::BlobTicket, session.device.value};
    if (const auto wait = m_context.rates.refuse(key, kTickets, m_context.clock.steady()))
        return retryLater(*wait);
    return std::nullopt;
}

wire::Answer BlobDesk::give(const BlobGrant& grant) {
    const auto token = m_context.random.array<std::tuple_size_v<Token>>();
    m_tickets[sha256(token)] = {grant, m_context.clock.steady() + limits::kBlobTicketLife};
    wire::Answer answer = done();
    answer.mutable_blob_ticket()->set_token(fieldOf(token));
    answer.mutable_blob_ticket()->set_size(grant.size);
    return answer;
}

std::optional<BlobGrant> BlobDesk::take(const Token& token, const BlobId& blob, BlobUse use) {
    dropLateTickets();
    const auto node = m_tickets.extract(sha256(token));
    if (!node)
        return std::nullopt;
    const BlobGrant grant = node.mapped().grant;
    if (grant.blob != blob || grant.use != use || m_running.size() >= limits::kBlobTransfers ||
        (use == BlobUse::Store &&
         (isBeingStored(blob) || m_context.store.blobs().find(blob).has_value())))
        return std::nullopt;
    m_running.push_back(grant);
    return grant;
}

void BlobDesk::stored(const BlobGrant& grant) {
    m_context.store.blobs().add(
        grant.blob, {.size = grant.size, .uploader = grant.device, .receivedAt = m_context.now()});
}

void BlobDesk::ended(const BlobGrant& grant) {
    const auto found = std::ranges::find_if(
        m_running, [&](const BlobGrant& running) { return same(running, grant); });
    if (found != m_running.end())
        m_running.erase(found);
}

bool BlobDesk::expire(Seconds before, std::uint32_t limit) {
    const auto old = m_context.store.blobs().olderThan(before, limit);
    for (const BlobId& blob : old) {
        m_context.store.blobs().remove(blob);
        m_gone.push_back(blob);
    }
    return old.size() == limit;
}

bool BlobDesk::isBeingStored(const BlobId& blob) const {
    return std::ranges::any_of(m_running, [&](const BlobGrant& grant) {
        return grant.use == BlobUse::Store && grant.blob == blob;
    });
}

/// What it may still store by tickets and transfers, so that many at once are no way around a
/// quota.
std::uint64_t BlobDesk::promisedTo(DeviceRow device) const {
    std::uint64_t bytes = 0;
    const auto add = [&](const BlobGrant& grant) {
        if (grant.use == BlobUse::Store && grant.device == device)
            bytes += weightOf(grant.size);
    };
    for (const auto& [hash, ticket] : m_tickets)
        add(ticket.grant);
    for (const BlobGrant& grant : m_running)
        add(grant);
    return bytes;
}

void BlobDesk::dropLateTickets() {
    const Milliseconds now = m_context.clock.steady();
    std::erase_if(m_tickets, [&](const auto& entry) { return entry.second.expiresAt <= now; });
}

} // namespace kontor::server
