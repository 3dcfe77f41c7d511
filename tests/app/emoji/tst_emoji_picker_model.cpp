#include "app/view_models/emoji_picker_model.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_clock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using Role = EmojiPickerModel::Role;

namespace {

struct Picker {
    test::FakeClock clock;
    Mailbox mailbox;
    FakeClient client{mailbox, [](const Event&) {}, clock};
    EmojiChoices choices{client};
    emoji::EmojiSearch search;
    EmojiPickerModel model{choices, search};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    explicit Picker(int columns = 9) {
        model.setLocale(QLocale(QLocale::German));
        model.setColumns(columns);
    }
    [[nodiscard]] QVariant at(int row, Role role) const {
        return model.data(model.index(row), static_cast<int>(role));
    }
    [[nodiscard]] QString heading(int row) const { return at(row, Role::Heading).toString(); }
    [[nodiscard]] QStringList texts(int row) const { return at(row, Role::Texts).toStringList(); }
    [[nodiscard]] QStringList names(int row) const { return at(row, Role::Names).toStringList(); }
    [[nodiscard]] QStringList everything() const {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all += texts(row);
        return all;
    }
};

} // namespace

class TstEmojiPickerModel : public QObject {
    Q_OBJECT

private slots:
    void costsNothingUnopened();
    void showsEveryEmoji();
    void fitsTheWidth();
    void leadsToGroups();
    void leadsTheKeyboard();
    void showsWhatIsFound();
    void choosesAndRemembers();
    void readsWhatTheProfileHas();
    void keepsTheLast();
    void offersTones();
    void takesAToneForAll();
    void speaksTheLanguage();
};

void TstEmojiPickerModel::costsNothingUnopened() {
    Picker picker(0);
    QCOMPARE(picker.model.rowCount(), 0);
    picker.model.setWords(QStringLiteral("daumen"));
    picker.choices.add(QStringLiteral("👍"));
    picker.model.setTone(2);
    QCOMPARE(picker.model.rowCount(), 0);
}

void TstEmojiPickerModel::showsEveryEmoji() {
    const Picker picker;
    QCOMPARE(picker.heading(0), QStringLiteral("Smileys and people")); // untranslated
    QCOMPARE(picker.at(0, Role::Kind).toString(), QStringLiteral("heading"));
    QVERIFY(picker.texts(0).isEmpty());
    QCOMPARE(picker.at(1, Role::Kind).toString(), QStringLiteral("emoji"));
    QCOMPARE(picker.texts(1).front(), QStringLiteral("😀"));
    QCOMPARE(picker.names(1).front(), QStringLiteral("grinsendes Gesicht"));
    QCOMPARE(picker.everything().size(), emoji::count());
    for (int row = 0; row < picker.model.rowCount(); ++row) {
        QCOMPARE(picker.names(row).size(), picker.texts(row).size());
        QVERIFY(picker.texts(row).size() <= 9);
        QCOMPARE(picker.heading(row).isEmpty(), !picker.texts(row).isEmpty());
    }
}

void TstEmojiPickerModel::fitsTheWidth() {
    Picker picker;
    const auto before = picker.everything();
    const int rows = picker.model.rowCount();
    picker.model.setColumns(6);
    QCOMPARE(picker.texts(1).size(), 6);
    QVERIFY(picker.model.rowCount() > rows);
    QCOMPARE(picker.everything(), before);
    picker.model.setColumns(0); // a window that has no size yet
    QCOMPARE(picker.model.columns(), 6);
}

void TstEmojiPickerModel::leadsToGroups() {
    Picker picker;
    QCOMPARE(picker.model.groupSigns().size(), 9);
    QCOMPARE(picker.model.groupNames().size(), 9);
    QVERIFY(!picker.model.anyRecent());
    picker.choices.add(QStringLiteral("🚀"));
    QVERIFY(picker.model.anyRecent());
    for (int place = 0; place < 9; ++place) {
        const int row = picker.model.rowOfGroup(place);
        QCOMPARE(picker.heading(row), picker.model.groupNames().at(place));
        QCOMPARE(picker.model.groupOfRow(row), place);
        QCOMPARE(picker.model.groupOfRow(row + 1), place);
    }
    QVERIFY(picker.texts(picker.model.rowOfGroup(8) + 1).contains(QStringLiteral("🏁")));
    QCOMPARE(picker.model.groupOfRow(-1), 0);
}

void TstEmojiPickerModel::leadsTheKeyboard() {
    Picker picker;
    auto& model = picker.model;
    const int nature = model.rowOfGroup(2);
    const int lastOfPeople = nature - 1;
    const auto length = [&](int row) { return static_cast<int>(picker.texts(row).size()); };

    QCOMPARE(model.beside(1, 3, 1, 0), QPoint(4, 1));
    QCOMPARE(model.beside(1, 8, 1, 0), QPoint(0, 2)); // the end of a row
    QCOMPARE(model.beside(2, 0, -1, 0), QPoint(8, 1));
    QCOMPARE(model.beside(1, 4, 0, 1), QPoint(4, 2));
    // Over a heading, both ways; a short row holds the column back.
    QCOMPARE(model.beside(lastOfPeople, 0, 0, 1), QPoint(0, nature + 1));
    QCOMPARE(model.beside(nature + 1, 8, 0, -1),
             QPoint(std::min(8, length(lastOfPeople) - 1), lastOfPeople));
    QCOMPARE(model.beside(nature + 1, 0, -1, 0), QPoint(length(lastOfPeople) - 1, lastOfPeople));
    QCOMPARE(model.beside(lastOfPeople, length(lastOfPeople) - 1, 1, 0), QPoint(0, nature + 1));
    // Above the first is the search; a page ends at the first.
    QCOMPARE(model.beside(1, 5, 0, -1).y(), -1);
    QCOMPARE(model.beside(1, 0, -1, 0).y(), -1);
    QCOMPARE(model.beside(3, 5, 0, -7), QPoint(5, 1));
    QCOMPARE(model.beside(1, 5, 0, 7), QPoint(5, 8));
    // The end is the end.
    const auto last = model.lastCell();
    QCOMPARE(last, QPoint(length(model.rowCount() - 1) - 1, model.rowCount() - 1));
    QCOMPARE(model.beside(last.y(), last.x(), 1, 0), last);
    QCOMPARE(model.beside(last.y(), last.x(), 0, 1), last);
    QCOMPARE(model.beside(last.y() - 2, 0, 0, 7), QPoint(0, last.y()));
    // Everything is reached step by step, once.
    QPoint at(0, 1);
    QStringList passed;
    for (int i = 0; i < emoji::count(); ++i, at = model.beside(at.y(), at.x(), 1, 0))
        passed.append(picker.texts(at.y()).at(at.x()));
    QCOMPARE(passed, picker.everything());
}

void TstEmojiPickerModel::showsWhatIsFound() {
    Picker picker;
    picker.choices.add(QStringLiteral("🚀"));
    const int rows = picker.model.rowCount();
    QSignalSpy resets(&picker.model, &QAbstractItemModel::modelReset);
    picker.model.setWords(QStringLiteral(" daum "));
    QCOMPARE(picker.heading(0), QStringLiteral("Results for “daum”"));
    QCOMPARE(picker.texts(1).front(), QStringLiteral("👍"));
    QVERIFY(picker.model.found() >= 2);
    QCOMPARE(picker.heading(picker.model.rowOfGroup(1)), QStringLiteral("Smileys and people"));
    picker.model.setWords(QStringLiteral("daumxyz"));
    QCOMPARE(picker.heading(0), QStringLiteral("Nothing found for “daumxyz”"));
    QCOMPARE(picker.model.found(), 0);
    QCOMPARE(picker.heading(1), QStringLiteral("Smileys and people"));
    picker.model.setWords({});
    QCOMPARE(picker.heading(0), QStringLiteral("Used last"));
    QCOMPARE(picker.model.rowCount(), rows);
    QCOMPARE(resets.size(), 0); // the rows below stay: nothing is drawn twice while typing
}

void TstEmojiPickerModel::choosesAndRemembers() {
    Picker picker;
    QSignalSpy chosen(&picker.model, &EmojiPickerModel::chosen);
    picker.model.choose(1, 2);
    QCOMPARE(chosen.size(), 1);
    const auto first = chosen.takeFirst().front().toString();
    QCOMPARE(first, QStringLiteral("😄"));
    QCOMPARE(picker.heading(0), QStringLiteral("Used last"));
    QCOMPARE(picker.texts(1), QStringList{first});
    for (const auto& [row, column] : {std::pair{0, 0}, {1, 1}, {1, -1}, {-1, 0}, {100'000, 0}})
        picker.model.choose(row, column); // a heading, and where there is none
    QVERIFY(chosen.isEmpty());
    picker.model.choose(3, 0);
    QCOMPARE(picker.texts(1), QStringList({QStringLiteral("😀"), first}));
    picker.model.choose(1, 1); // used again: first again
    QCOMPARE(picker.texts(1), QStringList({first, QStringLiteral("😀")}));
    QCOMPARE(picker.client.remembered(QStringLiteral("emoji/recent")), QStringLiteral("😄 😀"));
}

void TstEmojiPickerModel::readsWhatTheProfileHas() {
    Picker picker;
    picker.client.remember(QStringLiteral("emoji/recent"), QStringLiteral("🚀 notone 👍🏽 ⚽"));
    picker.client.remember(QStringLiteral("emoji/tone"), QStringLiteral("5"));
    picker.choices.load();
    picker.choices.add(QStringLiteral("⚽")); // before the answer has come
    picker.mailbox.drain();
    QCOMPARE(picker.texts(1),
             QStringList({QStringLiteral("⚽"), QStringLiteral("🚀"), QStringLiteral("👍🏽")}));
    QCOMPARE(picker.names(1).at(2), QStringLiteral("Daumen hoch: mittlere Hautfarbe"));
    QCOMPARE(picker.model.tone(), 5);
    picker.mailbox.drain();
    QVERIFY(
        picker.client.remembered(QStringLiteral("emoji/recent")).contains(QStringLiteral("🚀")));

    Picker other;
    other.client.remember(QStringLiteral("emoji/tone"), QStringLiteral("77"));
    other.choices.load();
    other.mailbox.drain();
    QCOMPARE(other.model.tone(), 0);
    QVERIFY(!other.model.anyRecent());
}

void TstEmojiPickerModel::keepsTheLast() {
    Picker picker;
    for (int row = 1; row < 8; ++row)
        for (const auto& each : picker.texts(picker.model.rowOfGroup(2) + row))
            picker.choices.add(each);
    QCOMPARE(picker.choices.recent().size(), EmojiChoices::kRecent);
    QCOMPARE(picker.model.rowOfGroup(1), 4); // a heading and three rows
}

void TstEmojiPickerModel::offersTones() {
    Picker picker;
    picker.model.setWords(QStringLiteral("daumen hoch"));
    QSignalSpy chosen(&picker.model, &EmojiPickerModel::chosen);
    QVERIFY(picker.model.offerVariants(1, 0));
    QCOMPARE(picker.model.variantTexts(),
             QStringList({QStringLiteral("👍"), QStringLiteral("👍🏻"), QStringLiteral("👍🏼"),
                          QStringLiteral("👍🏽"), QStringLiteral("👍🏾"), QStringLiteral("👍🏿")}));
    QCOMPARE(picker.model.variantNames().size(), 6);
    picker.model.chooseVariant(5);
    picker.model.chooseVariant(6);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().front().toString(), QStringLiteral("👍🏿"));
    QCOMPARE(picker.model.tone(), 0); // this one alone

    picker.model.setWords(QStringLiteral("handschlag"));
    QVERIFY(picker.model.offerVariants(1, 0));
    QCOMPARE(picker.model.variantTexts().size(), 26);
    picker.model.setWords(QStringLiteral("rakete"));
    QVERIFY(!picker.model.offerVariants(1, 0));
    QVERIFY(!picker.model.offerVariants(0, 0));
}

void TstEmojiPickerModel::takesAToneForAll() {
    Picker picker;
    QCOMPARE(picker.model.toneSigns().size(), 6);
    QCOMPARE(picker.model.toneNames().at(5), QStringLiteral("dunkle Hautfarbe"));
    picker.choices.add(QStringLiteral("👍🏻"));
    picker.model.setTone(5);
    QCOMPARE(picker.client.remembered(QStringLiteral("emoji/tone")), QStringLiteral("5"));
    const auto all = picker.everything();
    QVERIFY(all.contains(QStringLiteral("👋🏿")));
    QVERIFY(!all.contains(QStringLiteral("👋")));
    QVERIFY(all.contains(QStringLiteral("👍🏻"))); // as it was chosen
    QVERIFY(all.contains(QStringLiteral("😀")));
    picker.model.setTone(99);
    QCOMPARE(picker.model.tone(), 5);
    picker.model.setTone(0);
    QVERIFY(picker.everything().contains(QStringLiteral("👋")));
}

void TstEmojiPickerModel::speaksTheLanguage() {
    Picker picker;
    QSignalSpy changed(&picker.model, &QAbstractItemModel::dataChanged);
    QSignalSpy renamed(&picker.model, &EmojiPickerModel::languageChanged);
    picker.model.setLocale(QLocale(QLocale::English));
    QCOMPARE(picker.names(1).front(), QStringLiteral("grinning face"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(renamed.size(), 1);
}

QTEST_GUILESS_MAIN(TstEmojiPickerModel)
#include "tst_emoji_picker_model.moc"
