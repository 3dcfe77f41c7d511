// The table against the file that it was made from, read here in another way.
#include "app/emoji/emoji_alone.h"
#include "app/emoji/emoji_text.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace kontor;
using namespace kontor::emoji;

namespace {

struct Line {
    QString text;
    QString name; ///< English, with skin tones
    QByteArray status;
};

/// Every line of Unicode's file but the components (skin tones by themselves, hair).
std::vector<Line> linesOfUnicode() {
    std::vector<Line> lines;
    QFile file(QStringLiteral(KONTOR_UNICODE "/emoji/emoji-test.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    while (!file.atEnd()) {
        const auto line = file.readLine().trimmed();
        const auto semicolon = line.indexOf(';');
        const auto hash = line.indexOf('#');
        if (line.startsWith('#') || semicolon < 0 || hash < semicolon)
            continue;
        Line read;
        read.status = line.mid(semicolon + 1, hash - semicolon - 1).trimmed();
        for (const auto& code : line.first(semicolon).simplified().split(' '))
            read.text += QString::fromUcs4(
                std::array{static_cast<char32_t>(code.toUInt(nullptr, 16))}.data(), 1);
        const auto comment = QString::fromUtf8(line.mid(hash + 2)); // sign, version, name
        read.name = comment.section(QLatin1Char(' '), 2);
        if (read.status != "component")
            lines.push_back(read);
    }
    return lines;
}

std::optional<Found> find(const QString& text) {
    const auto bytes = text.toUtf8();
    const auto found = emojiAtBegin(viewOf(bytes));
    return found && found->bytes == static_cast<std::size_t>(bytes.size()) ? found : std::nullopt;
}

QString asFound(const Found& found) {
    return toQString(found.variant ? variantText(found.id, *found.variant) : textOf(found.id));
}

} // namespace

class TstEmojiTable : public QObject {
    Q_OBJECT

private slots:
    void hasWhatUnicodeHas();
    void knowsEachWayOfWriting();
    void hasTwoNamesForEach();
    void namesShortcodesOnce();
    void keepsGroupsTogether();
    void givesTones();
    void tellsEmojiAlone_data();
    void tellsEmojiAlone();
    void tellsEveryEmojiAlone();
};

void TstEmojiTable::hasWhatUnicodeHas() {
    const auto lines = linesOfUnicode();
    int whole = 0;
    QSet<QString> seen;
    for (const auto& line : lines) {
        if (line.status != "fully-qualified")
            continue;
        ++whole;
        const auto found = find(line.text);
        QVERIFY2(found, qPrintable(line.name));
        QCOMPARE(asFound(*found), line.text);
        QVERIFY2(!seen.contains(line.text), qPrintable(line.name));
        seen.insert(line.text);
        if (!found->variant)
            QCOMPARE(toQString(nameOf(found->id, Language::English)), line.name);
    }
    QVERIFY2(whole > 3600, "Unicode's file was not read");
    int ours = count();
    for (std::uint16_t at = 0; at < count(); ++at)
        ours += variantsOf(static_cast<EmojiId>(at));
    QCOMPARE(ours, whole);
}

void TstEmojiTable::knowsEachWayOfWriting() {
    int tried = 0;
    for (const auto& line : linesOfUnicode()) {
        const bool single = line.text.toUcs4().size() == 1;
        if (line.status == "fully-qualified")
            continue;
        ++tried;
        // A heart or an arrow without selector is a letter of the text around it.
        QCOMPARE(find(line.text).has_value(), !single);
        QVERIFY2(find(line.text + QChar(0xFE0F)) || !single, qPrintable(line.name));
    }
    QVERIFY(tried > 900);
}

void TstEmojiTable::hasTwoNamesForEach() {
    for (std::uint16_t at = 0; at < count(); ++at) {
        const auto id = static_cast<EmojiId>(at);
        for (const auto language : {Language::German, Language::English}) {
            const auto name = nameOf(id, language);
            QVERIFY2(!name.empty() && name.front() != ' ', shortcodeOf(id).data());
            for (std::uint8_t variant = 0; variant < variantsOf(id); ++variant)
                QVERIFY(variantName(id, variant, language).size() > name.size() + 2);
        }
    }
    const auto thumb = find(QStringLiteral("👍🏽"));
    QVERIFY(thumb);
    QCOMPARE(variantName(thumb->id, *thumb->variant, Language::German),
             "Daumen hoch: mittlere Hautfarbe");
    const auto couple = find(QStringLiteral("👩🏻‍🤝‍👨🏿"));
    QVERIFY(couple);
    QCOMPARE(variantName(couple->id, *couple->variant, Language::English),
             "woman and man holding hands: light skin tone, dark skin tone");
    // The newest, whose names are ours until CLDR has them.
    const auto moose = find(QStringLiteral("🫎"));
    QVERIFY(moose);
    QCOMPARE(nameOf(moose->id, Language::German), "Elch");
}

void TstEmojiTable::namesShortcodesOnce() {
    QSet<QByteArray> seen;
    for (std::uint16_t at = 0; at < count(); ++at) {
        const auto code = shortcodeOf(static_cast<EmojiId>(at));
        const QByteArray bytes(code.data(), static_cast<qsizetype>(code.size()));
        for (const char letter : bytes)
            QVERIFY2(std::strchr("abcdefghijklmnopqrstuvwxyz0123456789_", letter),
                     bytes.constData());
        QVERIFY2(!seen.contains(bytes), bytes.constData());
        seen.insert(bytes);
    }
    QCOMPARE(shortcodeOf(find(QStringLiteral("👍"))->id), "thumbs_up");
    QCOMPARE(shortcodeOf(find(QStringLiteral("🇨🇮"))->id), "flag_cote_d_ivoire");
    QCOMPARE(shortcodeOf(find(QStringLiteral("#️⃣"))->id), "keycap_hash");
}

void TstEmojiTable::keepsGroupsTogether() {
    auto before = Group::People;
    QSet<int> groups;
    for (std::uint16_t at = 0; at < count(); ++at) {
        const auto group = groupOf(static_cast<EmojiId>(at));
        QVERIFY(group >= before);
        before = group;
        groups.insert(static_cast<int>(group));
    }
    QCOMPARE(groups.size(), kGroups);
    QCOMPARE(textOf(EmojiId{}), "😀");
}

void TstEmojiTable::givesTones() {
    const auto text = [](const char* of, Tone tone) {
        return toQString(textOf(find(QString::fromUtf8(of))->id, tone));
    };
    QCOMPARE(text("👍", Tone::None), QStringLiteral("👍"));
    QCOMPARE(text("👍", Tone::Dark), QStringLiteral("👍🏿"));
    QCOMPARE(text("🤝", Tone::Medium), QStringLiteral("🤝🏽"));
    QCOMPARE(text("💏", Tone::Light), QStringLiteral("💏🏻"));
    QCOMPARE(text("👩‍❤️‍👨", Tone::Dark),
             QStringLiteral("👩🏿‍❤️‍👨🏿"));
    QCOMPARE(text("🕵️‍♂️", Tone::Light), QStringLiteral("🕵🏻‍♂️"));
    QCOMPARE(text("😀", Tone::Dark), QStringLiteral("😀"));
    QCOMPARE(text("👨‍👩‍👧", Tone::Dark), QStringLiteral("👨‍👩‍👧"));
}

void TstEmojiTable::tellsEmojiAlone_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("emoji");
    const auto row = [](const char* text, int emoji) {
        QTest::newRow(text) << QString::fromUtf8(text) << emoji;
    };
    row("😀", 1);
    row("😀😀", 2);
    row("😀 🎉\n👍🏽", 3);
    row("  ❤️ ", 1);
    row("😀😀😀😀", 0);
    row("", 0);
    row("   ", 0);
    row("1", 0);
    row("123", 0);
    row("#", 0);
    row("*", 0);
    row("1️", 0); // a digit with a selector is no emoji by itself
    row("1️⃣", 1);
    row("1⃣", 1); // as some telephones write it
    row("1️⃣2️⃣3️⃣", 3);
    row("10:30", 0);
    row("👨‍👩‍👧‍👦", 1);
    row("👨🏽‍💻👩🏿‍🚒", 2);
    row("🧑🏻‍❤️‍💋‍🧑🏿", 1);
    row("🏳️‍🌈", 1);
    row("🏴‍☠️", 1);
    row("🇩🇪", 1);
    row("🇩🇪🇫🇷🇦🇹", 3);
    row("🇩🇪🇫🇷🇦🇹🇨🇭", 0);
    row("🇩", 0);  // half a flag
    row("🇽🇽", 0); // a flag of nowhere
    row("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1);
    row("👍🏿", 1);
    row("🏿", 0); // a skin tone without anybody
    row("❤️", 1);
    row("❤", 0); // the letter
    row("❤︎", 0); // and explicitly so
    row("©", 0);
    row("™", 0);
    row("☺️", 1);
    row("🐦‍⬛", 1);
    row("😀!", 0);
    row("Ja 👍", 0);
    row("👍 ja", 0);
    row(":-)", 0);
    row("\u200D", 0);
    row("😀\u200D", 0); // a joiner that joins nothing
    row("😀\uFE0F", 1);
    row("🧑‍🤝‍🧑🧑‍🤝‍🧑🧑‍🤝‍🧑", 3);
}

void TstEmojiTable::tellsEmojiAlone() {
    QFETCH(QString, text);
    QFETCH(int, emoji);
    QCOMPARE(emojiAlone(text), emoji);
}

void TstEmojiTable::tellsEveryEmojiAlone() {
    for (const auto& line : linesOfUnicode()) {
        if (line.status == "fully-qualified") {
            QCOMPARE(emojiAlone(line.text), 1);
            QCOMPARE(emojiAlone(line.text + line.text + line.text), 3);
            QCOMPARE(emojiAlone(line.text + QLatin1Char('a')), 0);
        }
    }
}

QTEST_APPLESS_MAIN(TstEmojiTable)
#include "tst_emoji_table.moc"
