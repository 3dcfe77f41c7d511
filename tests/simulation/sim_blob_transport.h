#pragma once

#include "core/connection/blob_transport.h"
#include "tests/support/lossy_link.h"

#include <fstream>

namespace kontor::test {

/// Files on their way over HTTP, between one client and the server of a link: they take a moment,
/// and some break off half-way.
class SimBlobTransport final : public BlobTransport {
public:
    static constexpr Milliseconds kHalf{20};

    SimBlobTransport(FakeClock& clock, LossyLink& link, int& broken)
        : m_clock(clock)
        , m_link(link)
        , m_broken(broken) {}

    Completion<void> store(const BlobTransfer& transfer, const std::stop_token& stop) override {
        return later(stop, [this, transfer]() -> Result<void> {
            if (const auto way = lookAt(transfer); !way.ok())
                return way;
            std::ifstream in(transfer.file, std::ios::binary);
            Bytes content{std::istreambuf_iterator<char>(in), {}};
            if (!m_link.server->storeBlob(transfer.token, transfer.blob, std::move(content)))
                return Error(ErrorCode::RetryLater, {"1000"});
            return {};
        });
    }

    Completion<void> load(const BlobTransfer& transfer, const std::stop_token& stop) override {
        return later(stop, [this, transfer]() -> Result<void> {
            if (const auto way = lookAt(transfer); !way.ok()) {
                std::ofstream(transfer.file, std::ios::binary) << "half of it";
                return way;
            }
            const auto content = m_link.server->loadBlob(transfer.token, transfer.blob);
            if (!content)
                return Error(ErrorCode::RetryLater, {"1000"});
            std::ofstream(transfer.file, std::ios::binary)
                .write(reinterpret_cast<const char*>(content->data()),
                       static_cast<std::streamsize>(content->size()));
            return {};
        });
    }

private:
    [[nodiscard]] Result<void> lookAt(const BlobTransfer& transfer) {
        if (m_link.server == nullptr)
            return ErrorCode::NotReachable;
        if (!transfer.isServer(m_link.server->tlsKey()))
            return ErrorCode::StatementWrong;
        if (m_broken > 0) {
            --m_broken;
            return ErrorCode::NotReachable;
        }
        return {};
    }
    [[nodiscard]] Completion<void> later(const std::stop_token& stop,
                                         std::function<Result<void>()> move) {
        Completion<void> moved;
        moved.stopBy(stop);
        m_clock.at(m_clock.steady() + kHalf, [moved, move = std::move(move)] {
            if (!moved.isComplete())
                moved.complete(move());
        });
        return moved;
    }

    FakeClock& m_clock;
    LossyLink& m_link;
    int& m_broken;
};

} // namespace kontor::test
