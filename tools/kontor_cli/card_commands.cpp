#include "base/limits.h"
#include "tools/kontor_cli/commands.h"

#include <QFile>

namespace kontor::cli {
namespace {

/// What the words say: an availability, then the line; "none" alone takes both away.
Status statusOf(QStringList words) {
    using enum Status::Availability;
    Status status;
    const QString first = words.isEmpty() ? QString() : words.front();
    if (first == "available")
        status.availability = Available;
    else if (first == "busy")
        status.availability = Busy;
    else if (first == "away")
        status.availability = Away;
    if (status.availability != Unsaid || first == "none")
        words.removeFirst();
    status.line = words.join(' ');
    return status;
}

} // namespace

Task<Result<void>> setStatus(Context* context) {
    const Status status = statusOf(context->arguments.words);
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    const auto asked = context->session.ask<void>(
        [status](Client& client, const Reply<void>& reply) { client.setStatus(status, reply); });
    const auto set = co_await asked;
    co_return set;
}

Task<Result<void>> setName(Context* context) {
    const QString name = context->arguments.words.front();
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    const auto asked = context->session.askServer<void>(
        context->deadline(),
        [name](Client& client, const Reply<void>& reply) { client.rename(name, reply); });
    const auto renamed = co_await asked;
    co_return renamed;
}

Task<Result<void>> setAvatar(Context* context) {
    const QString path = context->arguments.words.front();
    QByteArray picture;
    if (path != "none") {
        QFile file(path);
        if (!file.open(QFile::ReadOnly))
            co_return Error(ErrorCode::Storage, {path.toStdString()});
        picture = file.read(static_cast<qint64>(limits::kAvatarBytes) + 1);
    }
    const auto asked = context->session.ask<void>(
        [picture](Client& client, const Reply<void>& reply) { client.setAvatar(picture, reply); });
    const auto set = co_await asked;
    co_return set;
}

} // namespace kontor::cli
