#include "crypto/file_cipher.h"
#include "tests/crypto/repeatable_random.h"

#include <QtTest>

using namespace kontor;

namespace {

/// A file of `size` bytes, sealed: its chunks.
struct SealedFile {
    explicit SealedFile(std::size_t size)
        : key(random.secret<32>())
        , header(random.array<24>())
        , plain(size) {
        random.fill(plain);
        FileSealer sealer(key, header);
        ByteView left(plain);
        while (left.size() > kFileChunkBytes) {
            chunks.push_back(sealer.seal(left.first(kFileChunkBytes), FileChunk::Inner));
            left = left.subspan(kFileChunkBytes);
        }
        chunks.push_back(sealer.seal(left, FileChunk::Last));
    }
    /// None: a chunk was refused, or the last is missing.
    [[nodiscard]] std::optional<Bytes> opened() const {
        FileOpener opener(key, header);
        Bytes whole;
        for (const Bytes& chunk : chunks) {
            const auto part = opener.open(chunk);
            if (!part.ok())
                return std::nullopt;
            whole.insert(whole.end(), part.value().begin(), part.value().end());
        }
        return opener.complete() ? std::optional(whole) : std::nullopt;
    }

    test::RepeatableRandom random{3};
    FileKey key;
    FileHeader header;
    Bytes plain;
    std::vector<Bytes> chunks;
};

} // namespace

/// Files in chunks: what was sealed comes out whole, or not at all.
class TestFileCipher : public QObject {
    Q_OBJECT

private slots:
    void everySizeComesBack_data() {
        QTest::addColumn<std::size_t>("size");
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kFileChunkBytes - 1,
                                       kFileChunkBytes, kFileChunkBytes + 1, 3 * kFileChunkBytes})
            QTest::addRow("%zu", size) << size;
    }
    void everySizeComesBack() {
        QFETCH(std::size_t, size);
        const SealedFile file(size);
        std::uint64_t bytes = 0;
        for (const Bytes& chunk : file.chunks)
            bytes += chunk.size();
        QCOMPARE(bytes, sealedFileBytes(size));
        QVERIFY(file.opened() == file.plain);
    }

    void whatWasTamperedWithIsRefused() {
        const SealedFile whole(3 * kFileChunkBytes);
        QCOMPARE(whole.chunks.size(), std::size_t{3});
        const auto refused = [&](const auto& change) {
            SealedFile file(3 * kFileChunkBytes);
            change(file);
            return !file.opened().has_value();
        };
        QVERIFY(refused([](SealedFile& file) { file.chunks[1][20] ^= 1; }));
        QVERIFY(refused([](SealedFile& file) { std::swap(file.chunks[0], file.chunks[1]); }));
        QVERIFY(refused([](SealedFile& file) { file.chunks.pop_back(); }));
        QVERIFY(refused([](SealedFile& file) { file.chunks.erase(file.chunks.begin()); }));
        QVERIFY(refused([](SealedFile& file) { file.chunks.push_back(file.chunks.back()); }));
        QVERIFY(refused([](SealedFile& file) { file.chunks[2].pop_back(); }));
        QVERIFY(refused([](SealedFile& file) { file.header[0] ^= 1; }));
        QVERIFY(refused([](SealedFile& file) { file.key = file.random.secret<32>(); }));
    }

    void aShortChunkInTheMiddleIsRefused() {
        test::RepeatableRandom random(5);
        const auto key = random.secret<32>();
        const auto header = random.array<24>();
        crypto_secretstream_xchacha20poly1305_state state;
        crypto_secretstream_xchacha20poly1305_init_pull(&state, header.data(), key.view().data());
        Bytes sealed(1 + kFileChunkOverhead);
        const std::uint8_t letter = 'x';
        crypto_secretstream_xchacha20poly1305_push(&state, sealed.data(), nullptr, &letter, 1,
                                                   nullptr, 0, 0);
        FileOpener opener(key, header);
        QVERIFY(!opener.open(sealed).ok());
        QVERIFY(!FileOpener(key, header).open(Bytes(3)).ok());
    }

    /// The state that begins here is the one that libsodium itself begins.
    void libsodiumReadsIt() {
        const SealedFile file(10);
        crypto_secretstream_xchacha20poly1305_state state;
        QCOMPARE(crypto_secretstream_xchacha20poly1305_init_pull(&state, file.header.data(),
                                                                 file.key.view().data()),
                 0);
        Bytes plain(10);
        unsigned char tag = 0;
        QCOMPARE(crypto_secretstream_xchacha20poly1305_pull(&state, plain.data(), nullptr, &tag,
                                                            file.chunks[0].data(),
                                                            file.chunks[0].size(), nullptr, 0),
                 0);
        QVERIFY(plain == file.plain);

        // And the other way round: what its own init_push() begins is opened here.
        FileHeader header{};
        crypto_secretstream_xchacha20poly1305_init_push(&state, header.data(),
                                                        file.key.view().data());
        Bytes sealed(plain.size() + kFileChunkOverhead);
        crypto_secretstream_xchacha20poly1305_push(&state, sealed.data(), nullptr, plain.data(),
                                                   plain.size(), nullptr, 0,
                                                   crypto_secretstream_xchacha20poly1305_TAG_FINAL);
        FileOpener opener(file.key, header);
        const auto opened = opener.open(sealed);
        QVERIFY(opened.ok() && opened.value() == plain && opener.complete());
    }
};

QTEST_GUILESS_MAIN(TestFileCipher)
#include "tst_file_cipher.moc"
