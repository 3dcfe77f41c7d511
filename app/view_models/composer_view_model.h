#pragma once

#include "app/view_models/draft_life.h"
#include "app/view_models/mention_completion_model.h"
#include "app/view_models/picture_draft_view_model.h"
#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>
#include <unordered_map>

namespace kontor {

/// What is being written, by itself or about a picture. Each conversation has its own draft, kept
/// in the encrypted store, so that a half-written sentence survives a look elsewhere and a restart.
class ComposerViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(bool canSend READ canSend NOTIFY canSendChanged FINAL)
    Q_PROPERTY(kontor::MentionCompletionModel* mentions READ mentions CONSTANT FINAL)
    Q_PROPERTY(kontor::PictureDraftViewModel* pictures READ pictures CONSTANT FINAL)
    /// Of the next message alone.
    Q_PROPERTY(kontor::LifetimeModel* lifetimes READ lifetimes CONSTANT FINAL)
    /// What is written answers a message, or changes one of one's own.
    Q_PROPERTY(About about READ about NOTIFY aboutChanged FINAL)
    Q_PROPERTY(QString aboutWho READ aboutWho NOTIFY aboutChanged FINAL)     ///< who said it
    Q_PROPERTY(QString aboutWords READ aboutWords NOTIFY aboutChanged FINAL) ///< in a line
    /// Why the last try did not work; text and picture are kept.
    Q_PROPERTY(QString failure READ failure NOTIFY failureChanged FINAL)

public:
    enum class About { Nothing, Answer, Edit };
    Q_ENUM(About)

    /// `pictures` follows from one conversation to the next, and must outlive it.
    ComposerViewModel(Client& client, PictureDraftViewModel& pictures, const Clock& clock,
                      Timers& timers);
    ~ComposerViewModel() override;
    Q_DISABLE_COPY_MOVE(ComposerViewModel)

    void open(ConversationId conversation);
    void close();
    /// Stores what is not stored yet: the window is being closed.
    void keepDraft();

    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] MentionCompletionModel* mentions() { return &m_mentions; }
    [[nodiscard]] PictureDraftViewModel* pictures() const { return &m_pictures; }
    [[nodiscard]] LifetimeModel* lifetimes() { return &m_life; }
    /// Of what is sent beside words as well.
    [[nodiscard]] DraftLife* draftLife() { return &m_life; }
    /// One of `lifetimes`.
    Q_INVOKABLE void chooseLifetime(int row) { m_life.choose(row); }
    /// What the open conversation says; 0: for ever.
    void setLongestLife(Milliseconds lifetime) { m_life.setGreatest(lifetime); }
    void apply(const Policies& policies) { m_life.setBound(policies.longestLife); }
    void retranslate() { m_life.retranslate(); }
    [[nodiscard]] QString failure() const;
    void setText(const QString& text);
    [[nodiscard]] About about() const { return m_about; }
    [[nodiscard]] QString aboutWho() const { return m_subject.sender.name; }
    [[nodiscard]] QString aboutWords() const;
    void answer(const TimelineEntry& entry);
    void edit(const TimelineEntry& entry);
    /// Back to a message that stands for itself; after a change to the draft of before.
    Q_INVOKABLE void leaveAbout();
    /// The last thing that was taken up: what is answered or changed, or the picture.
    /// False: there was none.
    Q_INVOKABLE bool leave();
    /// What was about to be answered or changed is erased: no word of it stays here.
    void forget(const std::vector<MessageRow>& rows);
    void showFailure(const QString& sentence) { setFailure(sentence); }
    /// The picture that is next, with the text as its words; without one the text.
    Q_INVOKABLE void send();
    /// The clipboard's text as somebody would have typed it.
    Q_INVOKABLE QString clipboardText() const;
    /// The same without its looks.
    Q_INVOKABLE QString clipboardWords() const;

signals:
    void textChanged();
    void canSendChanged();
    void failureChanged();
    void sent();
    void aboutChanged();
    /// Nothing is left of a text that was to be changed: shall it be deleted?
    void deletionOffered(double id);

private:
    void replaceText(const QString& text);
    void setFailure(const QString& failure);
    void sendText(ConversationId conversation, const QString& text);
    void sendEdit(const QString& text);
    void setAbout(About about, const TimelineEntry& entry);
    void takeBackCaption();

    Client& m_client;
    PictureDraftViewModel& m_pictures;
    MentionCompletionModel m_mentions;
    DraftLife m_life;
    const Clock& m_clock;
    Timers& m_timers;
    std::optional<ConversationId> m_conversation;
    QString m_text;
    QString m_stored; ///< the draft as the store has it
    QString m_failure;
    About m_about = About::Nothing;
    TimelineEntry m_subject;
    QString m_before; ///< the draft, while a text is being changed
    Timers::Handle m_keeping = Timers::Handle::None;
};

} // namespace kontor
