#include "app/view_models/picture_viewer_model.h"

#include "app/texts/error_text.h"

namespace kontor {

PictureViewerModel::PictureViewerModel(FileChooser& chooser, Background background)
    : m_keeper(chooser, std::move(background)) {}

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
    m_keeper.ask(m_picture->fileName(),
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
    m_keeper.write(bytes, path, [self = QPointer(this)](const FileKeeper::Outcome& outcome) {
        if (self)
            self->tell(outcome.sentence, outcome.kind == FileKeeper::Outcome::Kind::Saved
                                             ? Outcome::Saved
                                             : Outcome::Failed);
    });
}

void PictureViewerModel::tell(const QString& sentence, Outcome outcome) {
    m_outcome = sentence;
    m_failed = outcome == Outcome::Failed;
    emit changed();
}

} // namespace kontor
