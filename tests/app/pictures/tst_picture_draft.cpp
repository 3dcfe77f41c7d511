// Pictures that are about to be sent: taken, shown, sent with words, or not.
#include "app/pictures/picture_drop.h"
#include "app/view_models/composer_view_model.h"
#include "base/limits.h"
#include "tests/app/desk.h"
#include "tests/app/pictures/hand_background.h"
#include "tests/app/pictures/made_pictures.h"
#include "tests/support/fake_file_chooser.h"

#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QMimeData>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;

namespace {

const QByteArray kPng = test::encoded(test::plain(6, 4, Qt::red), "PNG");
const QByteArray kGif = test::gif(6, 4, {{qRgb(255, 0, 0), 100}, {qRgb(0, 255, 0), 100}});

QString textOf(const char* text) {
    return QString::fromUtf8(text);
}

struct Story : Desk {
    ConversationId bobs = client.addDirect(bob);
    ConversationId coras = client.addDirect(cora);
    QTemporaryDir folder;
    test::FakeFileChooser chooser;
    PictureLibrary library{workHere(), clock, clock};
    PictureDraftViewModel pictures;
    ComposerViewModel composer;

    explicit Story(const Background& background = workHere())
        : pictures(client, library, background, chooser)
        , composer(client, pictures, clock, clock) {
        pictures.setLocale(QLocale(QLocale::English, QLocale::UnitedKingdom));
        open(bobs);
    }
    void open(ConversationId conversation) {
        composer.open(conversation);
        settle();
    }
    [[nodiscard]] QString write(const char* name, const QByteArray& bytes) const {
        QFile file(folder.filePath(textOf(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }
    void choose(const QStringList& paths) {
        pictures.choose();
        chooser.choose(paths);
    }
    void send(const char* words = "") {
        composer.setText(textOf(words));
        composer.send();
        settle();
    }
    [[nodiscard]] PictureView sent(MessageRow row) {
        PictureView view;
        client.findPicture(QString::number(row.value), [&view](const Result<PictureView>& found) {
            view = found.ok() ? found.value() : PictureView();
        });
        settle();
        return view;
    }
    [[nodiscard]] QByteArray bytesOf(MessageRow row) {
        QByteArray bytes;
        client.picture(row, [&bytes](const Result<QByteArray>& read) {
            bytes = read.ok() ? read.value() : QByteArray();
        });
        settle();
        return bytes;
    }
};

/// A window that something is dragged over.
struct Dropping {
    QQuickWindow window;
    PictureDrop place;

    explicit Dropping(PictureDraftViewModel& draft) {
        window.resize(200, 100);
        place.setParentItem(window.contentItem());
        place.setSize(QSizeF(200, 100));
        place.setDraft(&draft);
        window.show();
    }
    /// Whether it would be taken, and stay where it is.
    bool enter(QMimeData& data) {
        const auto actions = Qt::CopyAction | Qt::MoveAction;
        QDragEnterEvent event(QPoint(50, 50), actions, &data, Qt::LeftButton, Qt::NoModifier);
        event.setDropAction(Qt::MoveAction);
        QCoreApplication::sendEvent(&window, &event);
        // Only this one brings back what is to be done with it.
        QDragMoveEvent move(QPoint(60, 50), actions, &data, Qt::LeftButton, Qt::NoModifier);
        move.setDropAction(Qt::MoveAction);
        QCoreApplication::sendEvent(&window, &move);
        return event.isAccepted() && move.isAccepted() && move.dropAction() == Qt::CopyAction;
    }
    void leave() {
        QDragLeaveEvent event;
        QCoreApplication::sendEvent(&window, &event);
    }
    bool drop(QMimeData& data) {
        QDropEvent event(QPointF(60, 50), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &event);
        return event.isAccepted() && event.dropAction() == Qt::CopyAction;
    }
};

} // namespace

class TestPictureDraft : public QObject {
    Q_OBJECT

private slots:
    void aChosenPictureIsShownAndSentWithWords() {
        Story story;
        const QSignalSpy sent(&story.composer, &ComposerViewModel::sent);
        story.choose({story.write("Entwurf.png", kPng)});
        QVERIFY(story.pictures.shown() && !story.pictures.busy());
        QCOMPARE(story.pictures.name(), textOf("Entwurf.png"));
        QCOMPARE(story.pictures.about(),
                 textOf("6 × 4 · %1 bytes · without location").arg(kPng.size()));
        QVERIFY(story.composer.canSend()); // words are not needed
        story.send("  Der neue Entwurf ");
        QVERIFY(!story.pictures.shown());
        QVERIFY(story.composer.text().isEmpty());
        QCOMPARE(sent.count(), 1);
        QCOMPARE(story.client.length(story.bobs), 1U);
        const auto view = story.sent(story.client.newest());
        QCOMPARE(view.fileName, textOf("Entwurf.png"));
        QCOMPARE(view.mediaType, textOf("image/png"));
        QVERIFY(!pictures::imageOf(view.mosaic).isNull());
        QCOMPARE(story.client.textOf(story.client.newest()), textOf("Der neue Entwurf"));
        QCOMPARE(story.bytesOf(story.client.newest()), kPng);
    }

    void severalGoOneAfterTheOther() {
        Story story;
        story.choose(
            {story.write("a.png", kPng), story.write("b.gif", kGif), story.write("c.png", kPng)});
        QCOMPARE(story.pictures.more(), textOf("2 more"));
        story.send("eins");
        QCOMPARE(story.pictures.name(), textOf("b.gif"));
        QCOMPARE(story.pictures.more(), textOf("1 more"));
        QCOMPARE(story.pictures.picture()->badge(), textOf("GIF"));
        story.send();
        QCOMPARE(story.bytesOf(story.client.newest()), kGif); // as it is, moving
        QVERIFY(story.client.textOf(story.client.newest()).isEmpty());
        QVERIFY(story.pictures.more().isEmpty());
        story.pictures.discard();
        QVERIFY(!story.pictures.shown());
        QVERIFY(!story.composer.canSend());
        QCOMPARE(story.client.length(story.bobs), 2U);
    }

    void whatIsNoPictureIsSaidAndTheOthersStay() {
        Story story;
        story.choose({story.write("Brief.pdf", "%PDF-1.7"), story.write("a.png", kPng),
                      story.folder.path(), story.folder.filePath(textOf("gone.png"))});
        QCOMPARE(story.pictures.name(), textOf("a.png"));
        QVERIFY(story.pictures.more().isEmpty());
        const auto said = story.composer.failure().split(QLatin1Char('\n'));
        QCOMPARE(said.size(), 3);
        QCOMPARE(said.front(), textOf("“Brief.pdf” is not a picture."));
        QVERIFY(said[1].endsWith(textOf("is a folder. Choose the pictures in it.")));
        QCOMPARE(said[2], textOf("“gone.png” cannot be read."));
        story.composer.setText(textOf("a"));
        QVERIFY(story.composer.failure().isEmpty());
    }

    void manyThatAreNoneAreCounted() {
        Story story;
        QStringList paths;
        for (const auto* name : {"a.txt", "b.txt", "c.txt", "d.txt"})
            paths << story.write(name, "Text");
        story.choose(paths);
        QVERIFY(!story.pictures.shown());
        QCOMPARE(story.pictures.failure(), textOf("“a.txt” is not a picture.\n“b.txt” is not a "
                                                  "picture.\n2 more could not be taken."));
        story.choose({story.write("e.png", kPng)});
        QVERIFY(story.pictures.failure().isEmpty());
    }

    void theLimitIsSaid() {
        Story story;
        const auto path = story.write("large.gif", kGif);
        QVERIFY(QFile::resize(path, static_cast<qint64>(limits::kFileBytes) + 1));
        story.choose({path});
        QVERIFY(!story.pictures.shown());
        QCOMPARE(story.pictures.failure(), textOf("“large.gif” is too large: 25 MB is the limit."));
    }

    void aDamagedFileIsSaidToBe() {
        Story story;
        story.choose({story.write("a.png", kPng.chopped(20)), story.write("b.png", kPng)});
        QCOMPARE(story.pictures.failure(), textOf("“a.png” is damaged."));
        QCOMPARE(story.pictures.name(), textOf("b.png"));
        QVERIFY(!story.pictures.busy());
    }

    // Pasted
    void aScreenshotIsPasted() {
        Story story;
        QGuiApplication::clipboard()->setImage(test::quarters(40, 20));
        QVERIFY(story.pictures.paste());
        QCOMPARE(story.pictures.name(), textOf("Screenshot.png"));
        QVERIFY(story.pictures.about().startsWith(textOf("40 × 20 · ")));
        story.send();
        QCOMPARE(QImage::fromData(story.bytesOf(story.client.newest())).pixelColor(0, 0),
                 QColor(Qt::red));
    }

    void aGifIsPastedAsItIs() {
        Story story;
        auto* data = new QMimeData;
        data->setData(textOf("image/gif"), kGif);
        QGuiApplication::clipboard()->setMimeData(data);
        QVERIFY(story.pictures.paste());
        QCOMPARE(story.pictures.name(), textOf("Picture.gif"));
        story.send();
        QCOMPARE(story.bytesOf(story.client.newest()), kGif);
    }

    void textIsPastedAsText() {
        Story story;
        QGuiApplication::clipboard()->setText(textOf("Moin"));
        QVERIFY(!story.pictures.paste());
        QVERIFY(!story.pictures.shown());
    }

    // Beside the UI thread
    void wordsWaitForTheirPicture() {
        test::HandBackground later;
        Story story(later.background());
        story.choose({story.write("a.png", kPng)});
        QVERIFY(story.pictures.shown() && story.pictures.busy());
        story.send("dazu");
        QVERIFY(!story.composer.canSend());
        QCOMPARE(story.composer.text(), textOf("dazu"));
        QVERIFY(later.step()); // judged
        QVERIFY(story.pictures.busy());
        QVERIFY(later.step()); // read
        QVERIFY(!story.pictures.busy());
        QVERIFY(story.composer.canSend());
        story.send("dazu");
        QCOMPARE(story.client.textOf(story.client.newest()), textOf("dazu"));
    }

    void onlyTheNextOneIsRead() {
        test::HandBackground later;
        Story story(later.background());
        story.choose({story.write("a.png", kPng), story.write("b.png", kPng)});
        QVERIFY(later.step());
        QCOMPARE(later.waiting(), 1U);
        QVERIFY(later.step());
        QCOMPARE(later.waiting(), 0U);
        story.send();
        QCOMPARE(later.waiting(), 1U);
    }

    void whatIsDiscardedWhileItIsReadStaysAway() {
        test::HandBackground later;
        Story story(later.background());
        story.choose({story.write("a.png", kPng)});
        story.pictures.discard();
        QVERIFY(later.step());
        QVERIFY(!story.pictures.shown());
        story.choose({story.write("a.png", kPng)});
        QVERIFY(later.step());
        story.pictures.discard();
        QVERIFY(later.step());
        QVERIFY(!story.pictures.shown());
        QVERIFY(story.pictures.failure().isEmpty());
    }

    void whatIsReadAfterTheWindowIsGoneIsDropped() {
        test::HandBackground later;
        {
            Story story(later.background());
            story.choose({story.write("a.png", kPng)});
        }
        QVERIFY(later.step());
        QCOMPARE(later.waiting(), 0U);
    }

    void aDiscardedPictureIsDestroyed() {
        Story story;
        story.choose({story.write("a.png", kPng)});
        const QSignalSpy gone(story.pictures.picture(), &QObject::destroyed);
        story.pictures.discard();
        QCOMPARE(gone.count(), 1);
    }

    // Conversations
    void eachConversationHasItsPictures() {
        Story story;
        story.choose({story.write("an Bob.png", kPng)});
        story.open(story.coras);
        QVERIFY(!story.pictures.shown());
        story.choose({story.write("an Cora.png", kPng)});
        story.open(story.bobs);
        QCOMPARE(story.pictures.name(), textOf("an Bob.png"));
        story.send();
        QCOMPARE(story.client.length(story.bobs), 1U);
        QCOMPARE(story.client.length(story.coras), 0U);
        story.open(story.coras);
        QCOMPARE(story.pictures.name(), textOf("an Cora.png"));
    }

    void whatWasAskedForThereIsNotTakenHere() {
        Story story;
        story.pictures.choose();
        story.open(story.coras);
        story.chooser.choose({story.write("a.png", kPng)});
        QVERIFY(!story.pictures.shown());
        story.open(story.bobs);
        QVERIFY(story.pictures.shown());
        QVERIFY(!story.pictures.busy());
    }

    void nothingIsTakenForNowhere() {
        Story story;
        story.composer.close();
        story.pictures.choose();
        QVERIFY(!story.chooser.asked());
        QGuiApplication::clipboard()->setImage(test::quarters(40, 20));
        QVERIFY(!story.pictures.paste());
        QVERIFY(!story.pictures.shown());
    }

    // Refused
    void aRefusedPictureComesBackWithItsWordsAndTheReason() {
        Story story;
        story.choose({story.write("a.png", kPng), story.write("b.png", kPng)});
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.send("eins");
        QCOMPARE(story.pictures.name(), textOf("a.png"));
        QVERIFY(!story.pictures.busy());
        QCOMPARE(story.pictures.more(), textOf("1 more"));
        QCOMPARE(story.composer.text(), textOf("eins"));
        QCOMPARE(story.composer.failure(), textOf("You may not do this here."));
        story.client.failWith({});
        story.composer.send();
        story.settle();
        QCOMPARE(story.client.textOf(story.client.newest()), textOf("eins"));
        QVERIFY(story.composer.failure().isEmpty());
    }

    void aRefusedPictureKeepsItsLife() {
        Story story;
        story.choose({story.write("a.png", kPng)});
        story.composer.chooseLifetime(1);
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.send("eins");
        QCOMPARE(story.composer.lifetimes()->lifetime(), Milliseconds(30'000));
        story.client.failWith({});
        story.composer.send();
        story.settle();
        QVERIFY(!story.composer.lifetimes()->timed());
        std::optional<Milliseconds> lifetime;
        story.client.timeline({.conversation = story.bobs, .row = {}},
                              [&lifetime](const Result<TimelinePage>& page) {
                                  lifetime = page.value().entries.front().lifetime;
                              });
        story.settle();
        QVERIFY(lifetime == Milliseconds(30'000));
    }

    void wordsOfARefusedPictureDoNotPushAsideWhatIsBeingTyped() {
        Story story;
        story.choose({story.write("a.png", kPng)});
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.composer.setText(textOf("eins"));
        story.composer.send();
        story.composer.setText(textOf("zwei"));
        story.settle();
        QCOMPARE(story.composer.text(), textOf("zwei"));
        QVERIFY(story.pictures.shown());
    }

    void aRefusalBelongsToItsConversation() {
        Story story;
        story.choose({story.write("a.png", kPng)});
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.composer.setText(textOf("eins"));
        story.composer.send();
        story.open(story.coras);
        QVERIFY(story.composer.text().isEmpty());
        QVERIFY(story.composer.failure().isEmpty());
        story.open(story.bobs);
        QVERIFY(story.pictures.shown());
        QCOMPARE(story.composer.text(), textOf("eins"));
        QCOMPARE(story.composer.failure(), textOf("You may not do this here."));
    }

    void wordsThatAreTooLongAreKept() {
        Story story;
        story.choose({story.write("a.png", kPng)});
        const QString fits(static_cast<qsizetype>(limits::kCaptionBytes / 2), QChar(0xE4));
        story.composer.setText(fits + QLatin1Char('a'));
        story.composer.send();
        story.settle();
        QVERIFY(!story.composer.failure().isEmpty());
        QVERIFY(story.pictures.shown());
        QCOMPARE(story.composer.text().size(), fits.size() + 1);
        story.composer.setText(fits);
        story.composer.send();
        story.settle();
        QCOMPARE(story.client.length(story.bobs), 1U);
    }

    // Dropped
    void picturesAreDroppedOnTheWindow() {
        Story story;
        Dropping dropping(story.pictures);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(story.write("a.png", kPng))});
        const QSignalSpy dropped(&dropping.place, &PictureDrop::dropped);
        QVERIFY(dropping.enter(data));
        QVERIFY(dropping.place.hovered());
        QVERIFY(dropping.drop(data));
        QVERIFY(!dropping.place.hovered());
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(story.pictures.name(), textOf("a.png"));
    }

    void whatHoversAndLeavesIsNotTaken() {
        Story story;
        Dropping dropping(story.pictures);
        QMimeData data;
        data.setData(textOf("image/gif"), kGif);
        QVERIFY(dropping.enter(data));
        dropping.leave();
        QVERIFY(!dropping.place.hovered());
        QVERIFY(!story.pictures.shown());
    }

    void whatIsNoPictureIsNotAccepted() {
        Story story;
        Dropping dropping(story.pictures);
        QMimeData data;
        data.setText(textOf("Moin"));
        QVERIFY(!dropping.enter(data));
        QVERIFY(!dropping.place.hovered());
    }

    void whereNobodyMayWriteNothingIsDropped() {
        Story story;
        Dropping dropping(story.pictures);
        dropping.place.setEnabled(false);
        QMimeData data;
        data.setData(textOf("image/gif"), kGif);
        QVERIFY(!dropping.enter(data));
        QVERIFY(!dropping.place.hovered());
    }
};

QTEST_MAIN(TestPictureDraft)
#include "tst_picture_draft.moc"
