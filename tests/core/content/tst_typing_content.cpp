#include "core/content/call_candidates.h"
#include "core/content/typing.h"

#include <QTest>

using namespace kontor;
using namespace kontor::content;

/// What says that somebody writes.
class TestTypingContent : public QObject {
    Q_OBJECT
private slots:
    void itArrives() {
        for (const auto state : {Typing::State::Writes, Typing::State::Stopped}) {
            const Typing typing{state};
            const auto carried = parseEphemeral(encodeEphemeral(encodeTyping(typing)));
            QVERIFY(carried.ok());
            QCOMPARE(carried.value().contentType, std::string(kTypingType));
            QVERIFY(parseTyping(carried.value().content).value() == typing);
        }
    }

    void itsBytesStayAsTheyAre() {
        QCOMPARE(encodeTyping({Typing::State::Writes}).content, (Bytes{0xa2, 0, 1, 1, 1}));
        QCOMPARE(encodeTyping({Typing::State::Stopped}).content, (Bytes{0xa2, 0, 1, 1, 0}));
    }

    void garbageIsRefused() {
        const auto code = [](const Bytes& cbor) { return parseTyping(cbor).error().code; };
        QCOMPARE(code({}), ErrorCode::Malformed);
        QCOMPARE(code({0xa1, 0, 1}), ErrorCode::Malformed);             // nothing is said
        QCOMPARE(code({0xa2, 0, 1, 1, 2}), ErrorCode::Malformed);       // no such state
        QCOMPARE(code({0xa2, 0, 1, 1, 1, 0}), ErrorCode::Malformed);    // something behind it
        QCOMPARE(code({0xa3, 0, 1, 1, 1, 2, 0}), ErrorCode::Malformed); // a field nobody knows
        QCOMPARE(code({0xa2, 0, 2, 1, 1}), ErrorCode::VersionUnknown);
    }
};

QTEST_APPLESS_MAIN(TestTypingContent)
#include "tst_typing_content.moc"
