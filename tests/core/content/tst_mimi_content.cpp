#include "core/content/content.h"
#include "core/content/mimi_content.h"
#include "crypto/encoding.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace kontor;
using namespace kontor::content;

namespace {

/// The draft's examples lie outside of the project: KONTOR_VECTORS_MIMI, or `mimi-content` in or
/// beside the folder that KONTOR_VECTORS names. Empty: they are not here.
QString vectorFolder() {
    const QDir vectors(
        qEnvironmentVariable("KONTOR_VECTORS", QStringLiteral(KONTOR_VECTORS_DEFAULT)));
    for (const auto& folder :
         {qEnvironmentVariable("KONTOR_VECTORS_MIMI"), vectors.filePath("mimi-content"),
          QDir::cleanPath(vectors.filePath("../mimi-content"))}) {
        if (!folder.isEmpty() && QDir(folder).exists())
            return folder;
    }
    return {};
}

QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Bytes bytesOf(const QByteArray& bytes) {
    return {bytes.begin(), bytes.end()};
}

/// `# message ID = h'01..` and the line below it, in the comments of the diagnostic notation.
Bytes statedMessageId(const QByteArray& edn) {
    static const QRegularExpression pattern(
        QStringLiteral("# message ID = h'([0-9a-f]+)\\s*\\n#\\s*([0-9a-f]+)'"));
    const auto match = pattern.match(QString::fromUtf8(edn));
    const auto hex = (match.captured(1) + match.captured(2)).toStdString();
    const auto id = fromHex(hex);
    return id.ok() ? id.value() : Bytes();
}

std::string extensionText(const MimiContent& content, int key) {
    for (const auto& [name, value] : content.mimiExtensions) {
        if (name == QCborValue(key))
            return value.toString().toStdString();
    }
    return {};
}

Bytes exampleOf(const MimiContent& content) {
    return content.encode();
}

MimiContent plain(const std::string& text) {
    MimiContent content;
    content.nestedPart.part = SinglePart{"text/plain;charset=utf-8", toBytes(viewOf(text))};
    return content;
}

} // namespace

class TestMimiContent : public QObject {
    Q_OBJECT
private slots:
    void draftExamples_data() {
        QTest::addColumn<QString>("path");
        const auto path = vectorFolder();
        if (path.isEmpty()) {
            QTest::newRow("absent") << QString();
            return;
        }
        const QDir folder(path);
        for (const auto& file : folder.entryInfoList({"*.cbor"}, QDir::Files, QDir::Name)) {
            if (file.baseName() != "implied-original")
                QTest::newRow(qPrintable(file.baseName())) << file.filePath();
        }
    }
    /// Read, written again byte by byte, with the message id that the draft states.
    void draftExamples() {
        QFETCH(QString, path);
        if (path.isEmpty())
            QSKIP("no examples: KONTOR_VECTORS_MIMI"); // tidy: allow a clone has none
        const Bytes bytes = bytesOf(contentsOf(path));
        const auto content = MimiContent::parse(bytes);
        QVERIFY(content.ok());
        QCOMPARE(toHex(content.value().encode()), toHex(bytes));
        const auto stated = statedMessageId(contentsOf(QString(path).replace(".cbor", ".edn")));
        QCOMPARE(stated.size(), MessageId::kSize);
        const auto id =
            messageIdOf(bytes, content.value().salt, extensionText(content.value(), kSenderUriKey),
                        extensionText(content.value(), kRoomUriKey));
        QCOMPARE(toHex(id.view()), toHex(stated));
    }
    void unknownThingsAreKept() {
        auto content = plain("hi");
        content.mimiExtensions = {
            {QCborValue(-7), QCborValue(QStringLiteral("ours"))},
            {QCborValue(QStringLiteral("x")), QCborValue(true)},
        };
        const auto again = MimiContent::parse(exampleOf(content));
        QVERIFY(again.ok());
        QVERIFY(again.value() == content);
        content.nestedPart.part =
            UnknownPart{9, {QCborValue(1), QCborValue(QStringLiteral("later"))}};
        content.nestedPart.disposition = Disposition{200};
        const auto unknown = MimiContent::parse(exampleOf(content));
        QVERIFY(unknown.ok());
        QVERIFY(unknown.value() == content);
    }
    void everyCutAndEveryTailIsRefused() {
        const Bytes bytes = exampleOf(plain("hello"));
        for (std::size_t length = 0; length < bytes.size(); ++length)
            QVERIFY2(!MimiContent::parse(ByteView(bytes).first(length)).ok(),
                     qPrintable(QString::number(length)));
        Bytes longer = bytes;
        longer.push_back(0xf6);
        QVERIFY(!MimiContent::parse(longer).ok());
    }
    void tooDeepTooManyTooLarge() {
        auto content = plain("leaf");
        const auto wrap = [](const NestedPart& inner) {
            NestedPart outer;
            outer.part = MultiPart{PartSemantics::chooseOne, {inner, inner}};
            return outer;
        };
        for (int level = 1; level < kGreatestPartDepth; ++level)
            content.nestedPart = wrap(content.nestedPart);
        QVERIFY(MimiContent::parse(exampleOf(content)).ok());
        content.nestedPart = wrap(content.nestedPart);
        QVERIFY(!MimiContent::parse(exampleOf(content)).ok());

        auto many = plain("leaf");
        const NestedPart leaf = many.nestedPart;
        many.nestedPart.part =
            MultiPart{PartSemantics::processAll, std::vector<NestedPart>(kGreatestParts, leaf)};
        QVERIFY(!MimiContent::parse(exampleOf(many)).ok());

        const Bytes large(128U * 1024U + 1);
        QCOMPARE(MimiContent::parse(large).error().code, ErrorCode::TooLarge);
    }
    void lengthsAreNotBelieved() {
        // An array of 2^32 parts, a byte string of 2^31 bytes: refused before anything is made.
        for (const char* hex : {"9b0000000100000000", "5b0000000080000000",
                                "87505b7fffffffffffffff", "9f", "bf", "5f", "c6c6c6c6c6c6c6"}) {
            QVERIFY2(!MimiContent::parse(fromHex(hex).value()).ok(), hex);
        }
    }
    void extensionsHaveBounds() {
        auto content = plain("hi");
        content.mimiExtensions = {{QCborValue(3), QCborValue(QByteArray(4'095, 'x'))}};
        QVERIFY(!MimiContent::parse(exampleOf(content)).ok()); // with its head it is longer
        content.mimiExtensions = {{QCborValue(3), QCborValue(QByteArray(4'092, 'x'))}};
        QVERIFY(MimiContent::parse(exampleOf(content)).ok());
        content.mimiExtensions = {{QCborValue(3), 1}, {QCborValue(3), 2}};
        QVERIFY(!MimiContent::parse(exampleOf(content)).ok());
        QCborValue deep = 1;
        for (int level = 0; level < kGreatestExtensionDepth - 1; ++level)
            deep = QCborArray{deep};
        content.mimiExtensions = {{QCborValue(3), deep}};
        QVERIFY(MimiContent::parse(exampleOf(content)).ok());
        content.mimiExtensions = {{QCborValue(3), QCborArray{deep}}};
        QVERIFY(!MimiContent::parse(exampleOf(content)).ok());
    }
};

QTEST_GUILESS_MAIN(TestMimiContent)
#include "tst_mimi_content.moc"
