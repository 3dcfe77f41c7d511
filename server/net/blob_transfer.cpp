#include "server/net/blob_transfer.h"

#include "base/log.h"
#include "crypto/encoding.h"
#include "protocol/version.h"
#include "server/blobs/blob_desk.h"
#include "server/server_limits.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace kontor::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

/// One transfer: the call, what it may do, and the memory it moves through.
struct Transfer {
    Transfer(std::shared_ptr<BlobCall> from, BlobRoom& in)
        : call(std::move(from))
        , room(in)
        , patience(call->stream->get_executor())
        , part(limits::kBlobBuffer) {}
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    /// Also when the server stops in the middle.
    ~Transfer() {
        if (grant)
            room.writer.run([over = *grant](Backend& backend) -> std::function<void()> {
                backend.blobs().ended(over);
                return {};
            });
    }

    std::shared_ptr<BlobCall> call;
    BlobRoom& room;
    std::optional<BlobGrant> grant;
    asio::steady_timer patience;
    std::vector<std::uint8_t> part;
    std::optional<BlobFolder::Incoming> incoming;
    std::optional<Descriptor> outgoing;
};
using Self = std::shared_ptr<Transfer>;

/// The next step may take so long. A peer that does nothing is let go.
void watch(const Self& self) {
    self->patience.expires_after(limits::kBlobPatience);
    self->patience.async_wait([weak = std::weak_ptr(self)](error_code error) {
        if (const auto transfer = weak.lock(); transfer && !error)
            transfer->call->stream->close();
    });
}

/// Runs `work` on a thread of the disk's; the coroutine goes on where it was.
template <typename Work>
asio::awaitable<bool> onDisk(Self self, Work work) {
    return asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(
        [self, work = std::move(work)](auto handler) mutable {
            auto executor = asio::get_associated_executor(handler);
            asio::post(self->room.disk, [self, work = std::move(work),
                                         guard = asio::make_work_guard(executor),
                                         handler = std::move(handler)]() mutable {
                const bool done = work(*self);
                asio::post(guard.get_executor(), [done, handler = std::move(handler)]() mutable {
                    std::move(handler)(done);
                });
            });
        },
        asio::use_awaitable);
}

/// Runs `work` in the writer's next batch; the coroutine goes on once that is durable.
template <typename Work>
asio::awaitable<bool> atWriter(Self self, Work work) {
    return asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(
        [self, work = std::move(work)](auto handler) mutable {
            using Handler = decltype(handler);
            auto kept = std::make_shared<Handler>(std::move(handler));
            auto executor = asio::get_associated_executor(*kept);
            self->room.writer.run([self, work = std::move(work), kept,
                                   executor](Backend& backend) -> std::function<void()> {
                const bool done = work(*self, backend.blobs());
                return [kept, executor, done] {
                    asio::post(executor, [kept, done]() mutable { std::move (*kept)(done); });
                };
            });
        },
        asio::use_awaitable);
}

struct Asked {
    BlobUse use = BlobUse::Load;
    BlobId blob;
    BlobDesk::Token token{};
};

/// Nothing: it cannot be one of ours.
std::optional<Asked> parse(const BlobCall::Parser& header) {
    constexpr std::string_view kBearer = "Bearer ";
    const auto& request = header.get();
    Asked asked;
    if (request.method() == http::verb::put)
        asked.use = BlobUse::Store;
    else if (request.method() != http::verb::get)
        return std::nullopt;
    const std::string_view target(request.target().data(), request.target().size());
    const auto name = fromHex(target.substr(std::string_view(protocol::kBlobPath).size()));
    const auto field = request[http::field::authorization];
    const std::string_view authorization(field.data(), field.size());
    if (!name.ok() || !authorization.starts_with(kBearer))
        return std::nullopt;
    const auto blob = BlobId::parse(name.value());
    const auto token = fromHex(authorization.substr(kBearer.size()));
    if (!blob.ok() || !token.ok() || token.value().size() != asked.token.size())
        return std::nullopt;
    asked.blob = blob.value();
    std::ranges::copy(token.value(), asked.token.begin());
    return asked;
}

asio::awaitable<void> answer(Self self, http::status status) {
    http::response<http::empty_body> response;
    response.version(11);
    response.result(status);
    response.keep_alive(false);
    response.set(http::field::cache_control, "no-store");
    response.prepare_payload();
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    watch(self);
    co_await http::async_write(*self->call->stream, response, token);
}

/// Every byte into the file of the blob; true when all of it is there.
asio::awaitable<bool> readAll(Self self) {
    http::request_parser<http::buffer_body> parser(std::move(*self->call->header));
    parser.body_limit(self->grant->size);
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    std::uint64_t left = self->grant->size;
    while (left > 0) {
        auto& body = parser.get().body();
        body.data = self->part.data();
        body.size = self->part.size();
        body.more = true;
        watch(self);
        co_await http::async_read(*self->call->stream, *self->call->buffer, parser, token);
        if (error == http::error::need_buffer)
            error = {};
        const std::size_t count = self->part.size() - body.size;
        if (error || count == 0 || count > left)
            co_return false;
        left -= count;
        auto writing = onDisk(self, [count](Transfer& transfer) {
            const ByteView part(transfer.part);
            return transfer.incoming->write(part.first(count)).ok();
        });
        const bool written = co_await std::move(writing);
        if (!written)
            co_return false;
    }
    co_return true;
}

asio::awaitable<void> store(Self self) {
    const auto length = self->call->header->content_length();
    if (!length || *length != self->grant->size) {
        co_await answer(self, http::status::bad_request);
        co_return;
    }
    auto beginning = onDisk(self, [](Transfer& transfer) {
        auto begun = transfer.room.folder.begin(transfer.grant->blob);
        if (begun.ok())
            transfer.incoming.emplace(std::move(begun).value());
        return begun.ok();
    });
    const bool begun = co_await std::move(beginning);
    bool there = false;
    if (begun) {
        auto reading = readAll(self);
        there = co_await std::move(reading);
        if (!there)
            co_return; // the peer is gone, or it is of no use to tell it
        auto keeping =
            onDisk(self, [](Transfer& transfer) { return transfer.incoming->keep().ok(); });
        there = co_await std::move(keeping);
    }
    if (!there) {
        log::warning(log::Category::Server, "a blob could not be written");
        co_await answer(self, http::status::service_unavailable);
        co_return;
    }
    auto recording = atWriter(self, [](Transfer& transfer, BlobDesk& desk) {
        desk.stored(*transfer.grant);
        return true;
    });
    (void)co_await std::move(recording);
    co_await answer(self, http::status::created);
}

asio::awaitable<void> load(Self self) {
    auto opening = onDisk(self, [](Transfer& transfer) {
        transfer.outgoing = transfer.room.folder.read(transfer.grant->blob);
        return transfer.outgoing.has_value();
    });
    const bool opened = co_await std::move(opening);
    if (!opened) {
        co_await answer(self, http::status::not_found);
        co_return;
    }
    http::response<http::buffer_body> response;
    response.version(11);
    response.result(http::status::ok);
    response.keep_alive(false);
    response.set(http::field::cache_control, "no-store");
    response.set(http::field::content_type, "application/octet-stream");
    response.content_length(self->grant->size);
    response.body().more = true;
    http::response_serializer<http::buffer_body> serializer(response);
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    watch(self);
    co_await http::async_write_header(*self->call->stream, serializer, token);
    std::uint64_t left = self->grant->size;
    auto count = std::make_shared<std::size_t>(0);
    while (left > 0 && !error) {
        auto reading = onDisk(self, [count](Transfer& transfer) {
            const auto read = readPart(*transfer.outgoing, transfer.part);
            *count = read.ok() ? read.value() : 0;
            return *count > 0;
        });
        const bool read = co_await std::move(reading);
        if (!read || *count > left)
            co_return;
        left -= *count;
        response.body().data = self->part.data();
        response.body().size = *count;
        response.body().more = left > 0;
        watch(self);
        co_await http::async_write(*self->call->stream, serializer, token);
        if (error == http::error::need_buffer)
            error = {};
    }
}

} // namespace

bool isBlobCall(const BlobCall::Parser& header) {
    const auto target = header.get().target();
    return std::string_view(target.data(), target.size()).starts_with(protocol::kBlobPath);
}

asio::awaitable<void> serveBlob(std::shared_ptr<BlobCall> call, BlobRoom* room) {
    const auto asked = parse(*call->header);
    auto self = std::make_shared<Transfer>(std::move(call), *room);
    if (!asked) {
        co_await answer(self, http::status::forbidden);
        co_return;
    }
    auto taking = atWriter(self, [asked = *asked](Transfer& transfer, BlobDesk& desk) {
        transfer.grant = desk.take(asked.token, asked.blob, asked.use);
        return transfer.grant.has_value();
    });
    const bool granted = co_await std::move(taking);
    if (!granted) {
        co_await answer(self, http::status::forbidden);
        co_return;
    }
    self->call->place->known();
    if (asked->use == BlobUse::Store)
        co_await store(self);
    else
        co_await load(self);
}

} // namespace kontor::server
