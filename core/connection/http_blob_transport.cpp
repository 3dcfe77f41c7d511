#include "core/connection/http_blob_transport.h"

#include "core/connection/tls_peer.h"
#include "crypto/encoding.h"
#include "protocol/version.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

namespace kontor {
namespace {

/// Nothing has moved for so long: the way is gone.
constexpr int kPatienceMs = 30'000;
constexpr int kOk = 200;
constexpr int kCreated = 201;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;
constexpr int kBusy = 503;
constexpr qint64 kReadAhead = 256 * 1024;

QNetworkRequest requestFor(const BlobTransfer& transfer) {
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(QString::fromStdString(transfer.server.host));
    url.setPort(transfer.server.port);
    url.setPath(QLatin1String(protocol::kBlobPath) +
                QString::fromStdString(toHex(transfer.blob.view())));
    QNetworkRequest request(url);
    request.setSslConfiguration(tlsForServer());
    request.setRawHeader("Authorization",
                         "Bearer " + QByteArray::fromStdString(toHex(transfer.token)));
    // Each connection shows its key anew, and is for one request.
    request.setRawHeader("Connection", "close");
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setTransferTimeout(kPatienceMs);
    return request;
}

Result<void> outcomeOf(int status, int expected) {
    if (status == expected)
        return {};
    switch (status) {
    case 0:
        return ErrorCode::NotReachable;
    case kForbidden:
    case kBusy:
        return Error(ErrorCode::RetryLater, {"1000"});
    case kNotFound:
        return ErrorCode::FileGone;
    default:
        return Error(ErrorCode::Refused, {"blob"});
    }
}

/// One transfer; destroys itself with its reply.
class Moving final : public QObject {
public:
    Moving(QNetworkReply* reply, const BlobTransfer& transfer, std::unique_ptr<QFile> file,
           Completion<void> moved)
        : QObject(reply)
        , m_reply(*reply)
        , m_transfer(transfer)
        , m_file(std::move(file))
        , m_moved(std::move(moved)) {
        connect(reply, &QNetworkReply::encrypted, this, [this] { check(); });
        connect(reply, &QNetworkReply::finished, this, [this] { finish(); });
    }

    void receive() {
        m_loads = true;
        m_reply.setReadBufferSize(kReadAhead);
        connect(&m_reply, &QNetworkReply::readyRead, this, [this] { take(); });
    }

private:
    void check() {
        const auto peer = peerKeyOf(m_reply.sslConfiguration());
        if (m_moved.isComplete() || !peer || !m_transfer.isServer(*peer))
            fail(Error(ErrorCode::StatementWrong));
    }

    [[nodiscard]] int status() const {
        return m_reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    void take() {
        if (m_moved.isComplete())
            return fail(Error(ErrorCode::Stopped));
        const QByteArray part = m_reply.readAll();
        if (status() != kOk)
            return;
        m_received += static_cast<std::uint64_t>(part.size());
        if (m_received > m_transfer.size)
            return fail(Error(ErrorCode::FileDamaged));
        if (m_file->write(part) != part.size())
            fail(Error(ErrorCode::Storage));
    }

    void fail(const Error& why) {
        m_failure = m_failure ? m_failure : why;
        m_reply.abort();
    }

    void finish() {
        Result<void> outcome = outcomeOf(status(), m_loads ? kOk : kCreated);
        if (!m_failure && m_loads && outcome.ok()) {
            take();
            if (!m_failure && !m_file->flush())
                m_failure = Error(ErrorCode::Storage);
            if (m_received < m_transfer.size)
                outcome = ErrorCode::NotReachable;
        }
        m_file->close();
        m_reply.deleteLater();
        if (m_failure)
            outcome = *m_failure;
        m_moved.complete(outcome);
    }

    QNetworkReply& m_reply;
    BlobTransfer m_transfer;
    std::unique_ptr<QFile> m_file;
    Completion<void> m_moved;
    std::optional<Error> m_failure;
    std::uint64_t m_received = 0;
    bool m_loads = false;
};

class HttpBlobTransport final : public BlobTransport {
public:
    Completion<void> store(const BlobTransfer& transfer, const std::stop_token& stop) override {
        Completion<void> moved;
        auto file = std::make_unique<QFile>(QString::fromStdString(transfer.file.string()));
        if (!file->open(QFile::ReadOnly)) {
            moved.complete(ErrorCode::Storage);
            return moved;
        }
        moved.stopBy(stop);
        auto request = requestFor(transfer);
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/octet-stream");
        QNetworkReply* const reply = m_network.put(request, file.get());
        new Moving(reply, transfer, std::move(file), moved);
        return moved;
    }

    Completion<void> load(const BlobTransfer& transfer, const std::stop_token& stop) override {
        Completion<void> moved;
        auto file = std::make_unique<QFile>(QString::fromStdString(transfer.file.string()));
        if (!file->open(QFile::WriteOnly | QFile::Truncate) ||
            !file->setPermissions(QFile::ReadOwner | QFile::WriteOwner)) {
            moved.complete(ErrorCode::Storage);
            return moved;
        }
        moved.stopBy(stop);
        QNetworkReply* const reply = m_network.get(requestFor(transfer));
        auto* const moving = new Moving(reply, transfer, std::move(file), moved);
        moving->receive();
        return moved;
    }

private:
    QNetworkAccessManager m_network;
};

} // namespace

std::unique_ptr<BlobTransport> makeHttpBlobTransport() {
    return std::make_unique<HttpBlobTransport>();
}

} // namespace kontor
