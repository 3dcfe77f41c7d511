// The pictures of people and groups: whose, made small, and one source for each.
#include "app/pictures/avatar_book.h"
#include "app/pictures/avatar_key.h"
#include "app/pictures/avatar_picture.h"
#include "app/pictures/picture_decoder.h"
#include "app/pictures/picture_library.h"
#include "base/limits.h"
#include "tests/app/desk.h"
#include "tests/app/pictures/hand_background.h"
#include "tests/app/pictures/made_pictures.h"

#include <QSignalSpy>
#include <QTest>

using namespace kontor;

namespace {

struct BookStory : Desk {
    test::HandBackground work;
    PictureLibrary library{work.background(), clock, clock};
    AvatarBook book{client, library};

    BookStory() {
        onEvent = [this](const Event& event) {
            if (const auto* change = std::get_if<AvatarChanged>(&event))
                book.apply(*change);
        };
    }
};

/// Nothing about it can be left out.
QImage noise(int side) {
    QImage image(side, side, QImage::Format_RGB32);
    quint32 state = 1;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            state = state * 1664525U + 1013904223U;
            image.setPixel(x, y, state | 0xFF000000U);
        }
    return image;
}

bool fits(const QByteArray& picture) {
    return !picture.isEmpty() && static_cast<std::size_t>(picture.size()) <= limits::kAvatarBytes;
}

} // namespace

class TestAvatars : public QObject {
    Q_OBJECT

private slots:
    void keysTellWhoseItIs() {
        const Desk desk;
        QVERIFY(avatarOwner(avatarKey(desk.bob.id)) == AvatarOwner(desk.bob.id));
        QVERIFY(avatarOwner(avatarKey(ConversationId(42))) == AvatarOwner(ConversationId(42)));
        for (const char* const wrong : {"", "p", "g", "pzz", "p0102", "gx", "x1"})
            QVERIFY2(!avatarOwner(QLatin1String(wrong)), wrong);
    }

    void anyPictureBecomesASmallSquare() {
        for (const auto& image :
             {test::quarters(3000, 900), noise(1200), noise(256), test::plain(1, 1, Qt::green)}) {
            const auto made = pictures::avatarOf(test::encoded(image, "PNG"));
            QVERIFY(made.ok());
            QVERIFY(fits(made.value()));
            const auto facts = pictures::examine(made.value());
            QVERIFY(facts.ok());
            QCOMPARE(facts.value().size, QSize(pictures::kAvatarSide, pictures::kAvatarSide));
        }
    }

    void whatShinesThroughStillDoes() {
        const auto clear = test::plain(400, 400, Qt::transparent, QImage::Format_ARGB32);
        const auto made = pictures::avatarOf(test::encoded(clear, "PNG"));
        QVERIFY(made.ok() && fits(made.value()));
        QCOMPARE(qAlpha(QImage::fromData(made.value()).pixel(100, 100)), 0);
    }

    void whatIsNoPictureIsRefused() {
        QVERIFY(!pictures::avatarOf("kein Bild").ok());
        QVERIFY(!pictures::avatarOf({}).ok());
    }

    void oneSourceForEachOwnerUntilItChanges() {
        BookStory story;
        const auto key = avatarKey(story.bob.id);
        PictureSource* const source = story.book.of(key);
        QVERIFY(source != nullptr);
        QCOMPARE(story.book.of(key), source);
        story.settle();
        QVERIFY(!source->here()); // the initials stay
        QVERIFY(story.book.of(QStringLiteral("nobody")) == nullptr);

        QSignalSpy changed(&story.book, &AvatarBook::changed);
        const auto picture = test::encoded(test::plain(8, 8, Qt::red), "PNG");
        story.client.changeAvatar(story.bob.id, picture);
        story.settle();
        QCOMPARE(changed.count(), 1);
        PictureSource* const other = story.book.of(key);
        story.settle();
        QVERIFY(other != source && other->here());
        QByteArray bytes;
        other->read([&bytes](const Result<QByteArray>& read) { bytes = read.value(); });
        QCOMPARE(bytes, picture);

        story.client.changeAvatar(story.cora.id, picture); // nobody looks at her
        story.settle();
        QCOMPARE(changed.count(), 1);
    }

    void whatIsDamagedSaysNothing() {
        BookStory story;
        story.client.changeAvatar(story.bob.id, "damaged");
        PictureSource* const source = story.book.of(avatarKey(story.bob.id));
        story.settle();
        QVERIFY(source->here());
        bool answered = false;
        QObject asker;
        pictures::Cut cut;
        cut.pixels = QSize(40, 40);
        story.library.still(*source, cut, &asker, [&answered](const Result<QImage>& still) {
            answered = true;
            QVERIFY(!still.ok());
        });
        story.work.finish();
        QVERIFY(answered);
        QVERIFY(source->trouble().isEmpty());
    }
};

QTEST_MAIN(TestAvatars)
#include "tst_avatars.moc"
