#pragma once

#include "server/blobs/blob_store.h"
#include "server/requests/context.h"

#include <map>
#include <vector>

namespace kontor::server {

enum class BlobUse : std::uint8_t { Store, Load };

/// One transfer that may take place.
struct BlobGrant {
    BlobUse use = BlobUse::Load;
    BlobId blob;
    std::uint64_t size = 0;
    DeviceRow device;
};

/// Who may store and load which blob. A client asks for a ticket on its session; the ticket's token
/// opens one transfer over HTTP (net/blob_transfer.h), which comes here again: take() when it
/// begins, stored() when all of a blob is in its file, ended() at its end. A blob exists from the
/// commit after stored(). An id is a secret among those who were told it: whoever has one may load
/// it, and only its uploader may drop it. Writer's thread.
class BlobDesk {
public:
    explicit BlobDesk(Context& context)
        : m_context(context) {}
    BlobDesk(const BlobDesk&) = delete;
    BlobDesk& operator=(const BlobDesk&) = delete;

    // ---- Requests
    [[nodiscard]] wire::Answer store(Session& session, const wire::StoreBlob& request);
    [[nodiscard]] wire::Answer load(Session& session, const wire::LoadBlob& request);
    [[nodiscard]] wire::Answer drop(Session& session, const wire::DropBlob& request);

    // ---- Transfers
    using Token = std::array<std::uint8_t, 32>;
    /// Once a token, and only for what it was given out for; a token that is used wrongly is spent,
    /// too.
    [[nodiscard]] std::optional<BlobGrant> take(const Token& token, const BlobId& blob,
                                                BlobUse use);
    /// Of a transfer that runs.
    void stored(const BlobGrant& grant);
    void ended(const BlobGrant& grant);

    /// Those received before `before` go. True when more are due.
    [[nodiscard]] bool expire(Seconds before, std::uint32_t limit);
    /// Blobs that were removed: their files go once that is durable.
    [[nodiscard]] std::vector<BlobId> takeGone() { return std::exchange(m_gone, {}); }

private:
    struct Ticket {
        BlobGrant grant;
        Milliseconds expiresAt{0};
    };
    [[nodiscard]] std::optional<wire::Answer> refuse(const Session& session);
    [[nodiscard]] wire::Answer give(const BlobGrant& grant);
    [[nodiscard]] bool isBeingStored(const BlobId& blob) const;
    [[nodiscard]] std::uint64_t promisedTo(DeviceRow device) const;
    void dropLateTickets();

    Context& m_context;
    std::map<Digest, Ticket> m_tickets; ///< by the token's hash
    std::vector<BlobGrant> m_running;
    std::vector<BlobId> m_gone;
};

} // namespace kontor::server
