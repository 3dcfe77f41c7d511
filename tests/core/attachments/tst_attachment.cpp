#include "base/limits.h"
#include "core/attachments/file_vault.h"
#include "core/content/content.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace kontor;
using namespace kontor::content;

namespace {

SystemRandom g_random;

Attachment photo() {
    Attachment attachment;
    attachment.mediaType = "image/jpeg";
    attachment.blob = g_random.id<BlobId>();
    attachment.key = std::make_shared<const FileKey>(g_random.secret<FileKey::kSize>());
    attachment.header = g_random.array<24>();
    attachment.size = 123'456;
    attachment.hash = g_random.array<32>();
    attachment.fileName = "Grüße.jpg";
    attachment.caption = "am Strand 🏖️";
    attachment.picture = PictureShape{4000, 3000, Bytes{1, 1, 10, 20, 30}};
    return attachment;
}

Origin origin() {
    return {g_random.id<OrganisationId>(), g_random.id<UserId>(), g_random.id<GroupId>()};
}

Result<Received> arrived(const MimiContent& content, const Origin& from) {
    return parse(content.encode(), from);
}

ErrorCode refused(const Attachment& attachment) {
    const auto sealable = encode(attachment, origin(), g_random);
    return sealable.ok() ? ErrorCode::Internal : sealable.error().code;
}

bool isNewer(const Result<Received>& received) {
    return received.ok() && std::holds_alternative<NewerVersion>(received.value().body);
}

} // namespace

/// A file's description in a message, and its sealed bytes on disk.
class TestAttachment : public QObject {
    Q_OBJECT

private slots:
    void aFileIsDescribedWhole() {
        const auto from = origin();
        Attachment file = photo();
        for (const bool picture : {true, false}) {
            if (!picture)
                file.picture.reset();
            const auto sealable = encode(file, from, g_random);
            QVERIFY(sealable.ok());
            const auto received = parse(sealable.value().bytes, from);
            QVERIFY(received.ok());
            QVERIFY(std::get<Attachment>(received.value().body) == file);
            QVERIFY(parseAttachment(encodeAttachment(file)).value() == file);
        }
    }

    void limitsAreKept() {
        Attachment file = photo();
        file.size = limits::kFileBytes + 1;
        QCOMPARE(refused(file), ErrorCode::TooLarge);
        file = photo();
        file.caption = std::string(limits::kCaptionBytes + 1, 'x');
        QCOMPARE(refused(file), ErrorCode::TooLarge);
        for (const char* name : {"../../etc/passwd", "a/b", "a\\b", "..", "a\nb"}) {
            file = photo();
            file.fileName = name;
            QCOMPARE(refused(file), ErrorCode::Malformed);
        }
        for (const char* type : {"", "image", "image/", "/png", "Image/PNG", "image/png; a=b"}) {
            file = photo();
            file.mediaType = type;
            QCOMPARE(refused(file), ErrorCode::Malformed);
        }
        for (const PictureShape& shape :
             {PictureShape{0, 1, {}}, PictureShape{1, 65'536, {}}, PictureShape{1, 1, {1}},
              PictureShape{1, 1, {2, 1, 0, 0, 0}}, PictureShape{1, 1, {0, 0}},
              PictureShape{1, 1, Bytes(2 + 17 * 3, 17)}}) {
            file = photo();
            file.picture = shape;
            QCOMPARE(refused(file), ErrorCode::Malformed);
        }
    }

    void whatAReaderDoesWithNonsense() {
        const auto from = origin();
        MimiContent good;
        writeAttachment(photo(), from.organisation, good);
        QVERIFY(std::holds_alternative<Attachment>(arrived(good, from).value().body));
        const auto with = [&](auto change) {
            MimiContent content = good;
            change(content, std::get<ExternalPart>(content.nestedPart.part));
            return arrived(content, from);
        };
        // Another way to seal, or to fetch: not ours.
        QVERIFY(isNewer(with([](auto&, ExternalPart& part) { part.encAlg = 1; })));
        QVERIFY(isNewer(with([](auto&, ExternalPart& part) { part.hashAlg = 8; })));
        QVERIFY(isNewer(with([](auto&, ExternalPart& part) { part.aad = {1}; })));
        QVERIFY(isNewer(with([](auto&, ExternalPart& part) { part.url = "https://example.org"; })));
        QVERIFY(isNewer(with([&](auto&, ExternalPart& part) {
            part.url = blobUri(origin().organisation, photo().blob);
        })));
        QVERIFY(!with([](auto&, ExternalPart& part) { part.key.pop_back(); }).ok());
        QVERIFY(!with([](auto&, ExternalPart& part) { part.nonce.pop_back(); }).ok());
        QVERIFY(!with([](auto&, ExternalPart& part) { part.contentHash.clear(); }).ok());
        QVERIFY(!with([](auto&, ExternalPart& part) { part.filename = "a/b"; }).ok());
        QVERIFY(!with([](auto&, ExternalPart& part) { part.size = limits::kFileBytes + 1; }).ok());
        // A shape of a newer version: still a file.
        const auto shaped = [&](const QCborValue& value) {
            return with([&](MimiContent& content, ExternalPart&) {
                content.mimiExtensions.front().second = value;
            });
        };
        const auto newer = shaped(QCborArray{2, "oval"});
        QVERIFY(!std::get<Attachment>(newer.value().body).picture);
        QVERIFY(!shaped(QCborArray()).ok());
        QVERIFY(!shaped(5).ok());
        QVERIFY(!shaped(QCborArray{1, 2, 3}).ok());
        QVERIFY(!shaped(QCborArray{1, -2, 3, QByteArray()}).ok());
    }

    void theVaultGivesBackWhatItSealed() {
        QTemporaryDir folder;
        const FileVault vault(folder.filePath("files").toStdString());
        QVERIFY(vault.prepare().ok());
        for (const std::size_t size :
             {std::size_t{0}, std::size_t{1}, kFileChunkBytes, 3 * kFileChunkBytes + 5}) {
            Bytes file(size);
            g_random.fill(file);
            Attachment attachment = photo();
            QVERIFY(vault.seal(attachment, file).ok());
            QCOMPARE(attachment.size, std::uint64_t{size});
            const auto opened = vault.open(attachment);
            QVERIFY(opened.ok());
            QVERIFY(Bytes(opened.value().begin(), opened.value().end()) == file);
            QCOMPARE(std::filesystem::file_size(vault.pathOf(attachment.blob)),
                     sealedFileBytes(size));
        }
        QCOMPARE(vault.all().size(), std::size_t{4});
        QVERIFY(vault.open(photo()).error().code == ErrorCode::FileMissing);
    }

    void theVaultTakesOnlyWhatWasPromised() {
        QTemporaryDir folder;
        const FileVault mine(folder.filePath("mine").toStdString());
        const FileVault theirs(folder.filePath("theirs").toStdString());
        QVERIFY(mine.prepare().ok() && theirs.prepare().ok());
        Attachment attachment = photo();
        QVERIFY(mine.seal(attachment, Bytes(100'000, 7)).ok());
        const auto arrive = [&](auto change) {
            std::ifstream in(mine.pathOf(attachment.blob), std::ios::binary);
            Bytes sealed{std::istreambuf_iterator<char>(in), {}};
            change(sealed);
            std::ofstream(theirs.arrivingPathOf(attachment.blob), std::ios::binary)
                .write(reinterpret_cast<const char*>(sealed.data()),
                       static_cast<std::streamsize>(sealed.size()));
            return theirs.accept(attachment);
        };
        QVERIFY(!arrive([](Bytes& sealed) { sealed[70'000] ^= 1; }).ok());
        QVERIFY(!arrive([](Bytes& sealed) { sealed.pop_back(); }).ok());
        QVERIFY(!arrive([](Bytes& sealed) { sealed.push_back(0); }).ok());
        QVERIFY(theirs.all().empty() && !theirs.has(attachment.blob));
        QVERIFY(arrive([](Bytes&) {}).ok());
        QVERIFY(theirs.open(attachment).ok());
        // On disk it is protected by more than its hash.
        std::fstream disk(theirs.pathOf(attachment.blob),
                          std::ios::binary | std::ios::in | std::ios::out);
        disk.seekg(50);
        const int before = disk.get(); // one in 256 is any letter that a test would put there
        disk.seekp(50);
        disk.put(static_cast<char>(before ^ 1)).flush();
        QCOMPARE(theirs.open(attachment).error().code, ErrorCode::FileDamaged);
        theirs.remove(attachment.blob);
        QVERIFY(!theirs.has(attachment.blob));
    }
};

QTEST_GUILESS_MAIN(TestAttachment)
#include "tst_attachment.moc"
