#include "base/limits.h"
#include "tools/kontor_cli/stored.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QSaveFile>

namespace kontor::cli {
namespace {

Error unusable(const QString& path) {
    return Error(ErrorCode::Storage, {path.toStdString()});
}

Result<PictureForm> formOf(const Arguments& arguments) {
    const QString& path = arguments.words.front();
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return unusable(path);
    if (file.size() > static_cast<qint64>(limits::kFileBytes))
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kFileBytes)});
    PictureForm form;
    form.bytes = file.readAll();
    if (file.error() != QFile::NoError)
        return unusable(path);
    form.caption = arguments.caption;
    form.lifetime = arguments.lifetime.value_or(Milliseconds(0));
    form.fileName = QFileInfo(path).fileName();
    form.mediaType =
        QMimeDatabase().mimeTypeForFile(form.fileName, QMimeDatabase::MatchExtension).name();
    return form;
}

Task<Result<PictureView>> fileNow(Context* context) {
    const QString id = context->arguments.words.front();
    const auto asked = context->session.ask<PictureView>(
        [id](Client& client, const Reply<PictureView>& reply) { client.findPicture(id, reply); });
    auto file = co_await asked;
    co_return file;
}

bool isHere(const PictureView& file) {
    return file.state != PictureView::State::Arriving;
}

/// A file that somebody may have sent a moment ago, once it is here.
Task<Result<PictureView>> awaitFile(Context* context) {
    auto looking = fileNow(context);
    auto file = co_await looking;
    const bool unknown = !file.ok() && file.error().code == ErrorCode::ConversationUnknown;
    if (!unknown && (!file.ok() || isHere(file.value())))
        co_return file;
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    const Reading<PictureView> read = [context] { return fileNow(context); };
    auto waiting = awaitStored<PictureView>(context, read, isHere, ErrorCode::FileMissing);
    auto arrived = co_await waiting;
    co_return arrived;
}

} // namespace

Result<void> writeFile(const QByteArray& bytes, const QString& path) {
    QSaveFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return unusable(path);
    return {};
}

Task<Result<void>> sendFile(Context* context) {
    const auto form = formOf(context->arguments);
    if (!form.ok())
        co_return form.error();
    const SayInTarget say = [form = form.value()](Client& client, ConversationId conversation,
                                                  const Reply<MessageRow>& reply) {
        client.sendPicture(conversation, form, reply);
    };
    auto saying = sayAndWait(context, say);
    const auto said = co_await saying;
    if (!said.ok())
        co_return said.error();
    if (!said.value().picture)
        co_return ErrorCode::Internal;
    context->output.fileSent(*said.value().picture);
    co_return Result<void>();
}

Task<Result<void>> saveFile(Context* context) {
    auto waiting = awaitFile(context);
    const auto file = co_await waiting;
    if (!file.ok())
        co_return file.error();
    const MessageRow row = file.value().row;
    const auto asked = context->session.ask<QByteArray>(
        [row](Client& client, const Reply<QByteArray>& reply) { client.picture(row, reply); });
    const auto bytes = co_await asked;
    if (!bytes.ok())
        co_return bytes.error();
    const QString path = context->arguments.words.at(1);
    const auto written = writeFile(bytes.value(), path);
    if (!written.ok())
        co_return written.error();
    context->output.fileSaved(file.value(), path);
    co_return Result<void>();
}

} // namespace kontor::cli
