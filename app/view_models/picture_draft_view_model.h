#pragma once

#include "app/pictures/file_chooser.h"
#include "app/pictures/picture_library.h"
#include "app/pictures/picture_offer.h"
#include "core/client.h"

#include <QtQml/qqmlregistration.h>

#include <deque>
#include <map>
#include <optional>

namespace kontor {

/// The pictures that are about to be sent into the open conversation, one after the other, each
/// with words of its own. Each conversation has its own while the program runs. Files are read and
/// judged beside the UI thread.
class PictureDraftViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    /// The one that is next; null while there is none, or it is being read.
    Q_PROPERTY(kontor::PictureSource* picture READ picture NOTIFY changed FINAL)
    /// There is one, or one is being read.
    Q_PROPERTY(bool shown READ shown NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL) ///< it is being read
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    /// "1920 × 1080 · 412 kB · without location"
    Q_PROPERTY(QString about READ about NOTIFY changed FINAL)
    /// "2 more", or empty.
    Q_PROPERTY(QString more READ more NOTIFY changed FINAL)
    /// Why the last one could not be taken, as a sentence; until the next try.
    Q_PROPERTY(QString failure READ failure NOTIFY changed FINAL)

public:
    PictureDraftViewModel(Client& client, PictureLibrary& library, Background background,
                          FileChooser& chooser);
    ~PictureDraftViewModel() override;
    Q_DISABLE_COPY_MOVE(PictureDraftViewModel)

    void open(ConversationId conversation);
    void close();
    void setLocale(const QLocale& locale);

    [[nodiscard]] PictureSource* picture() const;
    [[nodiscard]] bool shown() const;
    [[nodiscard]] bool busy() const;
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString about() const;
    [[nodiscard]] QString more() const;
    [[nodiscard]] const QString& failure() const { return m_failure; }

    /// Asks for files.
    Q_INVOKABLE void choose();
    /// What the clipboard holds. False: no picture; then it is pasted as text.
    Q_INVOKABLE bool paste();
    void take(const std::vector<PictureOffer>& offers);
    /// Drops the next one, with a file's bytes and pixels.
    Q_INVOKABLE void discard();
    /// Sends the next one. A picture that could not be sent comes back with the reason.
    void send(const QString& caption);

signals:
    void changed();
    void sent();
};

} // namespace kontor
