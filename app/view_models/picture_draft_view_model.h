#pragma once

#include "app/pictures/file_chooser.h"
#include "app/pictures/picture_in_memory.h"
#include "app/pictures/picture_intake.h"
#include "app/pictures/picture_library.h"
#include "core/client.h"

#include <QLocale>
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
    /// Why those that were offered last could not be taken, or sent, a sentence a line; until the
    /// next try.
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
    [[nodiscard]] bool shown() const { return front() != nullptr; }
    [[nodiscard]] bool busy() const { return shown() && picture() == nullptr; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString about() const;
    [[nodiscard]] QString more() const;
    [[nodiscard]] QString failure() const;
    void clearFailure();

    /// Asks for files.
    Q_INVOKABLE void choose();
    /// What the clipboard holds. False: no picture; then it is pasted as text.
    Q_INVOKABLE bool paste();
    void take(const std::vector<PictureOffer>& offers);
    /// Drops the next one, with a file's bytes and pixels.
    Q_INVOKABLE void discard();
    /// Sends the next one. A picture that could not be sent comes back with the reason and its
    /// words. `lifetime` as in Draft.
    void send(const QString& caption, Milliseconds lifetime);
    /// The words of the next one, if it has come back with some: once.
    [[nodiscard]] QString takeCaption();
    /// Likewise how long it was to live.
    [[nodiscard]] Milliseconds takeLifetime();

signals:
    void changed();
    void sent();
    /// The next one could not be sent.
    void returned();

private:
    /// One picture on its way to be sent.
    struct Draft {
        std::uint64_t number = 0;
        PictureOffer offer; ///< until it is read
        enum class State : std::uint8_t { Offered, Judged, Reading, Ready } state = State::Offered;
        std::unique_ptr<PictureInMemory> picture; ///< Ready
        QByteArray mosaic;
        QString fileName;
        QString caption;          ///< of one that came back
        Milliseconds lifetime{0}; ///< likewise
    };
    /// Those of one conversation.
    struct Pile {
        std::deque<Draft> drafts;
        QStringList failures;
    };
    struct Sending {
        ConversationId conversation;
        Draft draft;
    };

    void takeInto(ConversationId conversation, const std::vector<PictureOffer>& offers);
    void applyJudgement(ConversationId conversation, std::uint64_t first,
                        const std::vector<pictures::Trouble>& troubles);
    void readNext();
    void applyRead(ConversationId conversation, std::uint64_t number,
                   const pictures::Prepared& prepared);
    void finishSending(std::uint64_t number, const Result<MessageRow>& result);
    void refuse(Pile& pile, std::uint64_t number, pictures::Trouble trouble);
    [[nodiscard]] QString sentenceOf(pictures::Trouble trouble, const QString& name) const;
    [[nodiscard]] static QString nameOf(const PictureOffer& offer);
    /// Of the open conversation; null while it has none.
    [[nodiscard]] const Pile* pile() const;
    [[nodiscard]] Pile* pile() { return const_cast<Pile*>(std::as_const(*this).pile()); }
    [[nodiscard]] const Draft* front() const;

    Client& m_client;
    PictureLibrary& m_library;
    Background m_background;
    FileChooser& m_chooser;
    QLocale m_locale;
    std::optional<ConversationId> m_conversation;
    std::map<ConversationId, Pile> m_piles;
    std::map<std::uint64_t, Sending> m_sending; ///< until the store has them
    std::uint64_t m_numbers = 0;
};

} // namespace kontor
