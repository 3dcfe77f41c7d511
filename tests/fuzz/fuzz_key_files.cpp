#include "storage/key_backup.h"
#include "storage/key_slots.h"
#include "storage/sealing.h"

#include <cstdlib>

namespace {

using namespace kontor;

class NoRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes)
            byte = 0;
    }
};

} // namespace

/// The files beside the store. Anybody with the folder may have changed them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kontor::storage;
    const ByteView bytes(data, size);
    const StoreKey key;
    NoRandom random;
    if (parseSlotKind(bytes).ok() && size < 26)
        std::abort();
    if (openKeyBackup(bytes, key).ok())
        std::abort(); // sealed under a key that the fuzzer does not have
    // As the contents of a backup that was sealed rightly: what its decoder is given.
    Bytes file = toBytes(viewOf("KontorKB\x02"));
    const Bytes sealed = sealUnder(key, SealedFor::KeyBackup, Bytes(file), bytes, random);
    file.insert(file.end(), sealed.begin(), sealed.end());
    const auto backup = openKeyBackup(file, key);
    if (!backup.ok())
        return 0;
    const Bytes again = sealKeyBackup(backup.value(), key, random);
    if (again != file)
        std::abort();
    return 0;
}
