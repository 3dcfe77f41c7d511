#include "app/texts/error_text.h"
#include "app/texts/translation.h"
#include "base/error_codes.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kontor;

namespace {

const QLocale kGerman(QLocale::German, QLocale::Germany);
const QLocale kEnglish(QLocale::English, QLocale::UnitedKingdom);

/// What errors carry: nothing, a number, a word of a person.
const std::vector<std::vector<std::string>> kArguments = {{}, {"1"}, {"64"}, {"anna"}};

std::vector<QString> sentencesOf(ErrorCode code) {
    std::vector<QString> sentences;
    for (const auto& arguments : kArguments)
        sentences.push_back(ErrorText::of(Error(code, arguments)));
    return sentences;
}

/// Words that only those know who made Kontor.
const QRegularExpression& technical() {
    static const QRegularExpression words(
        QStringLiteral(
            R"(\b(epoch|epoche|commit|proposal|key ?packages?|welcome|leaf|blatt|mls|tls|sql\w*|)"
            R"(database|datenbank|socket|frame|token|hash|fingerprint|fingerabdruck|signatur\w*|)"
            R"(certificate|zertifikat|cipher\w*|decrypt\w*|entschlüssel\w*|handshake|protocol|)"
            R"(protokoll|generation|idempot\w*|stale|null|nullptr|exception|internal|error|fehler|)"
            R"(code|bytes?|parse\w*|malformed|invalid|timeout|ungültig\w*|client|device|ratchet)\b)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return words;
}

} // namespace

class TestErrorText : public QObject {
    Q_OBJECT

private slots:
    void everyCode_data() {
        QTest::addColumn<int>("code");
        for (const auto& [code, name] : kErrorCodes)
            QTest::newRow(std::string(name).c_str()) << static_cast<int>(code);
    }
    void everyCode() {
        QFETCH(int, code);
        const auto which = static_cast<ErrorCode>(code);
        Translation translation;
        translation.apply(kEnglish);
        const auto english = sentencesOf(which);
        translation.apply(kGerman);
        const auto german = sentencesOf(which);
        for (std::size_t i = 0; i < kArguments.size(); ++i) {
            QVERIFY2(german[i] != english[i], qPrintable(german[i]));
            for (const auto& sentence : {english[i], german[i]}) {
                QVERIFY2(sentence.size() > 10 && sentence.endsWith(QLatin1Char('.')),
                         qPrintable(sentence));
                QVERIFY2(!sentence.contains(QLatin1Char('%')), qPrintable(sentence));
                QVERIFY2(!sentence.contains(QLatin1Char('!')), qPrintable(sentence));
                const auto found = technical().match(sentence);
                QVERIFY2(!found.hasMatch(), qPrintable(sentence));
            }
        }
    }

    void argumentsStandInTheSentence() {
        Translation translation;
        translation.apply(kEnglish);
        QCOMPARE(ErrorText::of(Error(ErrorCode::HandleTaken, {"anna"})),
                 QStringLiteral("“anna” is taken. Please choose another handle."));
        QCOMPARE(ErrorText::of(Error(ErrorCode::GroupFull, {"100"})),
                 QStringLiteral("The group is full: it can have 100 members."));
        translation.apply(kGerman);
        QCOMPARE(ErrorText::of(Error(ErrorCode::HandleTaken, {"anna"})),
                 QStringLiteral("„anna“ ist vergeben. Bitte wähle ein anderes Kürzel."));
        QCOMPARE(ErrorText::of(Error(ErrorCode::GroupFull, {"100"})),
                 QStringLiteral("Die Gruppe ist voll: Sie kann 100 Mitglieder haben."));
    }

    /// What happens to polls meanwhile, and what can be done then.
    void pollsHaveSentencesOfTheirOwn() {
        const std::vector<Error> errors{Error(ErrorCode::PollClosed),
                                        Error(ErrorCode::PollClosed, {"closing"}),
                                        Error(ErrorCode::PollClosed, {"gone"}),
                                        Error(ErrorCode::NotAllowed),
                                        Error(ErrorCode::NotAllowed, {"silent"}),
                                        Error(ErrorCode::NotAllowed, {"reminded"}),
                                        Error(ErrorCode::Malformed),
                                        Error(ErrorCode::Malformed, {"deadline"}),
                                        Error(ErrorCode::Malformed, {"date"})};
        Translation translation;
        QSet<QString> sentences;
        for (const auto& locale : {kEnglish, kGerman}) {
            translation.apply(locale);
            for (const Error& error : errors) {
                const auto sentence = ErrorText::of(error);
                QVERIFY2(!technical().match(sentence).hasMatch(), qPrintable(sentence));
                sentences += sentence;
            }
        }
        QCOMPARE(sentences.size(), static_cast<qsizetype>(2 * errors.size()));
    }

    void whatAnArgumentSaysIsNotReadAsAnotherArgument() {
        QVERIFY(ErrorText::of(Error(ErrorCode::UserUnknown, {"%1 %2"}))
                    .contains(QStringLiteral("“%1 %2”")));
    }
};

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_error_text.moc"
