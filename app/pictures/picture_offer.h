#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include <vector>

class QMimeData;

/// What a clipboard or something that is dropped holds of pictures.
namespace kontor {

/// One picture that somebody wants to send. Exactly one of the three is filled.
struct PictureOffer {
    QString path;     ///< a file of this computer, still to be read
    QByteArray bytes; ///< a file's bytes, as another program gave them
    QImage pixels;    ///< no file at all: a screenshot
};

/// In this order, the first that is there: files of this computer, bytes of a picture (what moves
/// first, so that it arrives moving; then PNG, JPEG, WebP), pixels. An address on the web is none:
/// nothing is fetched from third parties. Text that comes with a formula or a table's picture is
/// text: none, when there is plain text beside the picture that is not its address. UI thread;
/// other programs may take a moment to give what they hold.
[[nodiscard]] std::vector<PictureOffer> picturesIn(const QMimeData& data);
/// Cheap: is there any, judged by the kinds that are offered?
[[nodiscard]] bool offersPictures(const QMimeData& data);

} // namespace kontor
