#include "app/images/emoji_provider.h"

#include <QTest>
#include <QUrl>

using namespace kontor;

namespace {

QImage picture(const char* emoji, int side = 52) {
    QSize size;
    const auto encoded = QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(emoji)));
    const auto drawn =
        EmojiProvider().requestImage(QStringLiteral("1b2224/") + encoded, &size, {side, side});
    return size == QSize(side, side) ? drawn : QImage();
}

/// Points that are neither clear nor of the text's own colour, and no shade of grey.
int colourful(const QImage& image) {
    int points = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const auto point = image.pixelColor(x, y);
            points += point.alpha() > 200 && point.hsvSaturation() > 60 && point.value() > 60;
        }
    return points;
}

/// How far from the edges anything is drawn.
int margin(const QImage& image) {
    int least = image.width();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).alpha() > 20)
                least = std::min({least, x, y, image.width() - 1 - x, image.height() - 1 - y});
    return least;
}

} // namespace

class TstEmojiProvider : public QObject {
    Q_OBJECT

private slots:
    void drawsInColour_data();
    void drawsInColour();
    void drawsWhatWasAsked();
    void fitsItsSquare();
};

void TstEmojiProvider::drawsInColour_data() {
    QTest::addColumn<QByteArray>("emoji");
    // What a text font would draw itself, what begins with a letter or '#', and long sequences.
    for (const char* emoji : {"👍", "👍🏿", "❤️", "☺️", "#️⃣", "1️⃣", "🇩🇪", "👩🏽‍💻",
                              "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🐦‍⬛", "🫎", "🛜"})
        QTest::newRow(emoji) << QByteArray(emoji);
}

void TstEmojiProvider::drawsInColour() {
    QFETCH(QByteArray, emoji);
    const auto drawn = picture(emoji.constData());
    QVERIFY(!drawn.isNull());
    // A bird may be black; a box that stands for a missing letter is always empty inside.
    if (emoji != QByteArray("🐦‍⬛"))
        QVERIFY(colourful(drawn) > 150);
    QVERIFY(margin(drawn) < 12);
}

void TstEmojiProvider::drawsWhatWasAsked() {
    QVERIFY(picture("👍") != picture("👎"));
    QVERIFY(picture("👍") != picture("👍🏿"));
    QVERIFY(picture("🇩🇪") != picture("🇦🇹"));
    QCOMPARE(picture("👍"), picture("👍"));
}

void TstEmojiProvider::fitsItsSquare() {
    for (const int side : {21, 26, 52, 104})
        for (const char* emoji : {"😀", "👍", "🇩🇪", "👩🏽‍💻"})
            QVERIFY2(margin(picture(emoji, side)) >= 0, emoji);
    QCOMPARE(margin(picture(" ")), 52);
    EmojiProvider provider;
    QCOMPARE(provider.requestImage(QStringLiteral("1b2224/x"), nullptr, {}).width(), 32);
}

QTEST_MAIN(TstEmojiProvider)
#include "tst_emoji_provider.moc"
