#pragma once

#include "app/platform/file_keeper.h"
#include "app/view_models/picture_card.h"

#include <QPointer>

namespace kontor {

/// The picture that fills the window, and keeping it as a file. Closed by itself when its message
/// is gone. UI thread.
class PictureViewerModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    /// None: nothing is shown.
    Q_PROPERTY(kontor::PictureCard* picture READ picture NOTIFY changed FINAL)
    /// What became of saving it, as a sentence; or empty.
    Q_PROPERTY(QString outcome READ outcome NOTIFY changed FINAL)
    Q_PROPERTY(bool failed READ failed NOTIFY changed FINAL) ///< `outcome` is bad news

public:
    /// The chooser must outlive it.
    PictureViewerModel(FileChooser& chooser, Background background);

    [[nodiscard]] PictureCard* picture() const { return m_picture; }
    [[nodiscard]] const QString& outcome() const { return m_outcome; }
    [[nodiscard]] bool failed() const { return m_failed; }

    Q_INVOKABLE void open(kontor::PictureCard* picture);
    Q_INVOKABLE void close();
    /// Asks where to, then writes it there.
    Q_INVOKABLE void save();

signals:
    void changed();

private:
    enum class Outcome { None, Saved, Failed };
    void write(const QByteArray& bytes, const QString& path);
    void tell(const QString& sentence, Outcome outcome);

    FileKeeper m_keeper;
    QPointer<PictureCard> m_picture;
    QString m_outcome;
    bool m_failed = false;
};

} // namespace kontor
