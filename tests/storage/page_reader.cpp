#include "tests/storage/page_reader.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace kontor::storage::test {

namespace {

// SQLCipher 4: AES-256-CBC, a fresh IV and an HMAC-SHA512 at the end of each page.
constexpr std::size_t kPage = 4096;
constexpr std::size_t kIvAt = 4016;
constexpr std::size_t kMacAt = 4032;
constexpr std::size_t kSalt = 16;
constexpr std::size_t kWalHeader = 32;
constexpr std::size_t kFrameHeader = 24;

Bytes readFile(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::array<std::uint8_t, 32> macKeyOf(const StoreKey& key, ByteView salt) {
    std::array<std::uint8_t, kSalt> masked{};
    std::ranges::transform(salt, masked.begin(),
                           [](std::uint8_t byte) -> std::uint8_t { return byte ^ 0x3AU; });
    std::array<std::uint8_t, 32> mac{};
    if (PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(key.view().data()), StoreKey::kSize,
                          masked.data(), masked.size(), 2, EVP_sha512(), mac.size(),
                          mac.data()) != 1)
        std::abort();
    return mac;
}

bool macFits(ByteView page, std::size_t begin, std::uint32_t number, ByteView macKey) {
    Bytes covered = toBytes(page.subspan(begin, kMacAt - begin));
    for (unsigned shift = 0; shift < 32; shift += 8)
        covered.push_back(static_cast<std::uint8_t>(number >> shift));
    std::array<std::uint8_t, 64> mac{};
    unsigned size = 0;
    HMAC(EVP_sha512(), macKey.data(), static_cast<int>(macKey.size()), covered.data(),
         covered.size(), mac.data(), &size);
    return size == mac.size() && std::ranges::equal(mac, page.subspan(kMacAt, mac.size()));
}

Bytes decrypt(ByteView page, std::size_t begin, const StoreKey& key) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key.view().data(),
                       page.data() + kIvAt);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    Bytes plain(kIvAt - begin);
    int size = 0;
    if (EVP_DecryptUpdate(context.get(), plain.data(), &size, page.data() + begin,
                          static_cast<int>(plain.size())) != 1 ||
        static_cast<std::size_t>(size) != plain.size())
        std::abort();
    return plain;
}

} // namespace

std::size_t DecryptedStore::pagesWith(std::string_view needle) const {
    return static_cast<std::size_t>(std::ranges::count_if(pages, [&](const DecryptedPage& page) {
        return textOf(page.plain).find(needle) != std::string_view::npos;
    }));
}

std::size_t DecryptedStore::occurrencesOf(std::string_view needle) const {
    std::size_t count = 0;
    for (const DecryptedPage& page : pages) {
        const std::string_view text = textOf(page.plain);
        for (std::size_t at = text.find(needle); at != std::string_view::npos;
             at = text.find(needle, at + 1))
            ++count;
    }
    return count;
}

DecryptedStore readEveryPage(const std::filesystem::path& file, const StoreKey& key) {
    const Bytes main = readFile(file);
    std::filesystem::path logFile = file;
    logFile += "-wal";
    const Bytes log = readFile(logFile);
    DecryptedStore store;
    if (main.size() < kPage)
        std::abort();
    const auto macKey = macKeyOf(key, ByteView(main).first(kSalt));
    const auto take = [&](ByteView page, std::uint32_t number, DecryptedPage::Where where) {
        const std::size_t begin = number == 1 ? kSalt : 0;
        if (macFits(page, begin, number, macKey))
            store.pages.push_back({number, where, decrypt(page, begin, key)});
        else
            ++store.badPages;
    };
    std::uint32_t number = 0;
    for (std::size_t at = 0; at + kPage <= main.size(); at += kPage)
        take(ByteView(main).subspan(at, kPage), ++number, DecryptedPage::Where::Main);
    for (std::size_t at = kWalHeader; at + kFrameHeader + kPage <= log.size();
         at += kFrameHeader + kPage) {
        const auto byte = [&](std::size_t i) { return std::uint32_t{log[at + i]}; };
        const std::uint32_t inLog = (byte(0) << 24U) | (byte(1) << 16U) | (byte(2) << 8U) | byte(3);
        take(ByteView(log).subspan(at + kFrameHeader, kPage), inLog, DecryptedPage::Where::Log);
    }
    return store;
}

} // namespace kontor::storage::test
