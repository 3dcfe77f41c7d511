#include "core/calls/call_words.h"
#include "core/calls/word_list.h"
#include "tests/crypto/group_story.h"

#include <QTest>

#include <set>

using namespace kontor;
using namespace kontor::test;

namespace {

std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = i;
    for (std::size_t i = 1; i <= one.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= other.size(); ++j) {
            const std::size_t replaced = corner + (one[i - 1] == other[j - 1] ? 0 : 1);
            corner = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

} // namespace

class TestCallWords : public QObject {
    Q_OBJECT

private slots:
    void noTwoWordsAreTakenForEachOther() {
        for (std::size_t i = 0; i < kCallWords.size(); ++i) {
            const auto word = kCallWords[i];
            QVERIFY(word.size() >= 3 && word.size() <= 8);
            QVERIFY(word[0] >= 'A' && word[0] <= 'Z');
            for (std::size_t j = i + 1; j < kCallWords.size(); ++j) {
                QVERIFY2(distance(word, kCallWords[j]) >= 3,
                         (std::string(word) + " " + std::string(kCallWords[j])).c_str());
                QVERIFY(!kCallWords[j].starts_with(word) && !word.starts_with(kCallWords[j]));
                QVERIFY(word < kCallWords[j]);
            }
        }
    }

    void bothSidesHaveTheSameAndNobodyElse() {
        Person anna("anna", 1);
        Person bob("bob", 2);
        GroupStory story(rules::GroupKind::Direct);
        story.gather(anna, {&bob});
        CallId call;
        DtlsFingerprint one;
        DtlsFingerprint other;
        other.bytes[31] = 1;
        const auto at = [&](Person& person, const CallId& which, const DtlsFingerprint& caller,
                            const DtlsFingerprint& callee) {
            const auto words = must(callWords(person.in(), which, caller, callee));
            return std::vector(words.begin(), words.end());
        };
        const auto words = at(anna, call, one, other);
        QCOMPARE(at(bob, call, one, other), words);
        // Another certificate on either side, another call: other words.
        CallId later;
        later.bytes[0] = 1;
        std::set<std::vector<std::string_view>> all{
            words, at(anna, call, one, one), at(anna, call, other, other),
            at(anna, call, other, one), at(anna, later, one, other)};
        QCOMPARE(all.size(), std::size_t{5});
        story.commit(anna, {});
        all.insert(at(anna, call, one, other));
        QCOMPARE(all.size(), std::size_t{6});
    }
};

QTEST_GUILESS_MAIN(TestCallWords)
#include "tst_call_words.moc"
