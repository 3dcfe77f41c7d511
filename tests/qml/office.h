#pragma once

#include "app/application.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_file_chooser.h"

#include <QQuickItem>
#include <QTemporaryDir>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// For tests of components: Anna's window on a company in memory, without the window. Also tells
/// what a screen reader would be told, and presses what it would press.
class Office : public QObject {
    Q_OBJECT
    Q_PROPERTY(kontor::Application* app READ app CONSTANT FINAL)

public:
    Office();

    [[nodiscard]] Application* app() { return m_app.get(); }

    /// A group whose messages are called 1 to `count`, opened.
    Q_INVOKABLE void openGroup(int count);
    /// The same, and its newest `unread` messages were not seen yet.
    Q_INVOKABLE void openUnread(int count, int unread);
    /// A group in which oneself is no admin, opened.
    Q_INVOKABLE void openGroupOfOthers();
    /// Somebody else changes name and description of the group that is open.
    Q_INVOKABLE void settings(const QString& name, const QString& description);
    /// The seconds that were asked for last; -1: none were.
    Q_INVOKABLE [[nodiscard]] int lifetimeAsked() const;
    /// The organisation lets messages live so long from now on; 0: for ever.
    Q_INVOKABLE void allowLife(int seconds);
    /// Every message of the open conversation lives so long.
    Q_INVOKABLE void giveLives(int seconds);
    /// The messages that were told as seen, oldest first.
    Q_INVOKABLE [[nodiscard]] QList<int> told() const;
    /// A direct conversation with what was said, opened.
    Q_INVOKABLE void openTalk(const QStringList& said);
    Q_INVOKABLE void openAround(int message);
    /// Oneself has said something in the open conversation, and the others have it.
    Q_INVOKABLE void sayOwn(const QString& text);
    /// Bob answers a message, puts an emoji to one, changes or deletes one.
    Q_INVOKABLE void receiveReply(const QString& text, int to);
    Q_INVOKABLE void putReaction(int message, const QString& emoji);
    Q_INVOKABLE void changeText(int message, const QString& text);
    Q_INVOKABLE void deleteEverywhere(int message);
    /// Oneself asks for dates, so many, from tomorrow on; or for the same with so many people.
    Q_INVOKABLE void askDates(int count);
    Q_INVOKABLE void askManyPeople(int dates, int people);
    /// Bob answers what was asked last.
    Q_INVOKABLE void answerPoll(const QList<int>& yes, const QList<int>& ifNeedBe,
                                const QString& comment);
    /// Bob puts a message on top.
    Q_INVOKABLE void pin(int message);
    /// Bob has read the newest message, Cora has got it.
    Q_INVOKABLE void tellReaders();
    /// One is no longer a member of the open conversation.
    Q_INVOKABLE void leave();
    Q_INVOKABLE [[nodiscard]] QString textOf(int message) const;
    Q_INVOKABLE void receive(const QString& text);
    /// A picture from somebody else, which is on its way until pictureIs().
    Q_INVOKABLE void receivePicture(const QString& caption, int width, int height);
    /// "here", "gone" or "damaged": the newest one.
    Q_INVOKABLE void pictureIs(const QString& state);
    Q_INVOKABLE void erase(int message);
    Q_INVOKABLE void refuseEverything();
    /// What one notes for oneself, opened.
    Q_INVOKABLE void openNotes();
    /// A file with a picture of that size, or with words where a side is 0; its path.
    Q_INVOKABLE [[nodiscard]] QString makeFile(const QString& name, int width, int height);
    /// The desktop's dialog for pictures is open.
    Q_INVOKABLE [[nodiscard]] bool choosing() const { return m_files->asked(); }
    Q_INVOKABLE void choose(const QStringList& paths) { m_files->choose(paths); }
    Q_INVOKABLE void copyPicture(int width, int height);
    /// Avatars of this engine show this office's pictures.
    Q_INVOKABLE void showAvatars();
    /// Everything that has been asked for and told has come.
    Q_INVOKABLE void settle();
    Q_INVOKABLE [[nodiscard]] QString lastSent() const;
    Q_INVOKABLE [[nodiscard]] int length() const;
    Q_INVOKABLE [[nodiscard]] int seen() const;
    Q_INVOKABLE void copy(const QString& text);
    Q_INVOKABLE [[nodiscard]] QString copied() const;

    Q_INVOKABLE [[nodiscard]] QString nameOf(QQuickItem* item) const;
    Q_INVOKABLE [[nodiscard]] QString roleOf(QQuickItem* item) const;
    Q_INVOKABLE [[nodiscard]] QString descriptionOf(QQuickItem* item) const;
    Q_INVOKABLE [[nodiscard]] bool checked(QQuickItem* item) const;
    /// As a screen reader presses it; false: it has no press action.
    Q_INVOKABLE bool press(QQuickItem* item) const;
    /// Whether one of its texts ends in dots.
    Q_INVOKABLE [[nodiscard]] bool isShortened(QQuickItem* item) const;
    /// How many points of an item's picture are coloured, not grey or of the window's own colours.
    Q_INVOKABLE [[nodiscard]] int colourfulPoints(QQuickItem* item) const;

private:
    [[nodiscard]] PollForm datesFrom(int count) const;

    test::FakeClock m_clock;
    FakeClient* m_client = nullptr;
    Person m_bob;
    Person m_cora;
    ConversationId m_open;
    MessageRow m_poll; ///< asked last
    QTemporaryDir m_folder;
    test::FakeFileChooser* m_files = nullptr;
    std::unique_ptr<Application> m_app;
};

} // namespace kontor
