#include "app/view_models/picture_viewer_model.h"

#include "app/texts/error_text.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace kontor {

namespace {

/// Whole or not at all: what stood there before stays until the last byte is written.
bool writeFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    file.setDirectWriteFallback(
        true); // folders in which nothing but the file itself may be written
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

PictureViewerModel::PictureViewerModel(FileChooser& chooser, Background background)
    : m_chooser(chooser)
    , m_background(std::move(background)) {}

void PictureViewerModel::open(PictureCard* picture) {
    if (m_picture)
        m_picture->disconnect(this);
    m_picture = picture;
    if (m_picture)
        connect(m_picture, &QObject::destroyed, this, [this] { tell({}, Outcome::None); });
    tell({}, Outcome::None);
}

void PictureViewerModel::close() {
    open(nullptr);
}

void PictureViewerModel::save() {
    if (!m_picture || !m_picture->here())
        return;
    m_chooser.place(m_picture->fileName(),
                    [self = QPointer(this), card = m_picture](const QString& path) {
                        if (!self || !card)
                            return; // it expired while the person was looking for a place
                        card->read([self, path](Result<QByteArray> bytes) {
                            if (!self)
                                return;
                            if (bytes.ok())
                                self->write(bytes.value(), path);
                            else
                                self->tell(ErrorText::of(bytes.error()), Outcome::Failed);
                        });
                    });
}

void PictureViewerModel::write(const QByteArray& bytes, const QString& path) {
    auto written = std::make_shared<bool>(false);
    m_background([bytes, path, written] { *written = writeFile(path, bytes); },
                 [self = QPointer(this), path, written] {
                     if (!self)
                         return;
                     const QFileInfo file(path);
                     if (*written)
                         self->tell(tr("Saved as “%1”.").arg(file.fileName()), Outcome::Saved);
                     else
                         self->tell(tr("“%1” cannot be written. Please choose another folder.")
                                        .arg(QDir::toNativeSeparators(path)),
                                    Outcome::Failed);
                 });
}

void PictureViewerModel::tell(const QString& sentence, Outcome outcome) {
    m_outcome = sentence;
    m_failed = outcome == Outcome::Failed;
    emit changed();
}

} // namespace kontor
