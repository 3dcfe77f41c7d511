#include "storage/key_slots.h"

#include "storage/private_file.h"
#include "storage/sealing.h"

#include <algorithm>

namespace kontor {

namespace {

constexpr std::string_view kMagic = "KontorKS";
constexpr std::uint8_t kVersion = 1;
// Magic, version, kind, id of the wrapping key; then the sealed store key.
constexpr std::size_t kKindAt = kMagic.size() + 1;
constexpr std::size_t kIdAt = kKindAt + 1;
constexpr std::size_t kHeaderBytes = kIdAt + SlotId::kSize;
constexpr std::size_t kFileBytes = 4096;

struct Slot {
    SlotKind kind = SlotKind::KeyFile;
    SlotId id;
    Bytes header;
    Bytes sealed;
};

std::filesystem::path slotFile(const std::filesystem::path& profile) {
    return profile / "key.slot";
}

std::filesystem::path wrappingKeyFile(const std::filesystem::path& profile) {
    return profile / "key.file";
}

Bytes headerOf(SlotKind kind, const SlotId& id) {
    Bytes header(kHeaderBytes);
    std::ranges::copy(viewOf(kMagic), header.begin());
    header[kMagic.size()] = kVersion;
    header[kKindAt] = static_cast<std::uint8_t>(kind);
    std::ranges::copy(id.bytes, header.begin() + kIdAt);
    return header;
}

Result<Slot> parseSlot(ByteView file) {
    if (file.size() <= kMagic.size() || !textOf(file).starts_with(kMagic))
        return Error(ErrorCode::Malformed, {"key slot"});
    if (file[kMagic.size()] != kVersion)
        return Error(ErrorCode::VersionUnknown, {"key slot"});
    if (file.size() < kHeaderBytes)
        return Error(ErrorCode::Malformed, {"key slot"});
    Slot slot;
    slot.kind = static_cast<SlotKind>(file[kKindAt]);
    if (slot.kind != SlotKind::Keychain && slot.kind != SlotKind::KeyFile)
        return Error(ErrorCode::VersionUnknown, {"key slot"});
    std::ranges::copy(file.subspan(kIdAt, SlotId::kSize), slot.id.bytes.begin());
    slot.header = toBytes(file.first(kHeaderBytes));
    slot.sealed = toBytes(file.subspan(kHeaderBytes));
    return slot;
}

Result<std::optional<Slot>> readSlot(const std::filesystem::path& profile) {
    const auto bytes = storage::readPrivateFile(slotFile(profile), kFileBytes);
    if (!bytes.ok())
        return bytes.error();
    if (!bytes.value())
        return std::optional<Slot>();
    auto slot = parseSlot(*bytes.value());
    if (!slot.ok())
        return slot.error();
    return std::optional(std::move(slot).value());
}

} // namespace

Result<WrappingKey> KeyFileSlot::read(const SlotId& id) {
    constexpr std::size_t kBytes = SlotId::kSize + WrappingKey::kSize;
    auto bytes = storage::readPrivateFile(wrappingKeyFile(m_profile), kBytes);
    if (!bytes.ok())
        return bytes.error();
    if (!bytes.value())
        return ErrorCode::WrongKey;
    Bytes& file = *bytes.value();
    const bool fits =
        file.size() == kBytes && std::ranges::equal(ByteView(file).first(SlotId::kSize), id.bytes);
    auto key = fits ? WrappingKey::copyOf(ByteView(file).subspan(SlotId::kSize))
                    : Result<WrappingKey>(ErrorCode::WrongKey);
    wipe(file);
    return key;
}

Result<void> KeyFileSlot::create(const SlotId& id, const WrappingKey& key) {
    SecretBytes file(SlotId::kSize + WrappingKey::kSize);
    const auto out = file.writable();
    std::ranges::copy(id.bytes, out.begin());
    std::ranges::copy(key.view(), out.begin() + SlotId::kSize);
    return storage::writePrivateFile(wrappingKeyFile(m_profile), file.view());
}

Result<std::optional<SlotKind>> slotKind(const std::filesystem::path& profile) {
    const auto slot = readSlot(profile);
    if (!slot.ok())
        return slot.error();
    if (!slot.value())
        return std::optional<SlotKind>();
    return std::optional(slot.value()->kind);
}

Result<SlotKind> parseSlotKind(ByteView file) {
    const auto slot = parseSlot(file);
    if (!slot.ok())
        return slot.error();
    return slot.value().kind;
}

Result<storage::StoreKey> createStoreKey(const std::filesystem::path& profile, KeySlot& holder,
                                         Random& random) {
    const auto id = random.id<SlotId>();
    const auto wrapping = random.secret<WrappingKey::kSize>();
    auto key = random.secret<storage::StoreKey::kSize>();
    // The holder first: a slot whose wrapping key was never kept would lock the profile.
    if (const auto kept = holder.create(id, wrapping); !kept.ok())
        return kept.error();
    Bytes file = headerOf(holder.kind(), id);
    const Bytes sealed =
        storage::sealUnder(wrapping, storage::SealedFor::Slot, file, ByteView(key.view()), random);
    file.insert(file.end(), sealed.begin(), sealed.end());
    if (const auto written = storage::writePrivateFile(slotFile(profile), file); !written.ok())
        return written.error();
    return key;
}

Result<storage::StoreKey> openStoreKey(const std::filesystem::path& profile, KeySlot& holder) {
    const auto slot = readSlot(profile);
    if (!slot.ok())
        return slot.error();
    if (!slot.value())
        return ErrorCode::ProfileMissing;
    if (slot.value()->kind != holder.kind())
        return ErrorCode::WrongKey;
    const auto wrapping = holder.read(slot.value()->id);
    if (!wrapping.ok())
        return wrapping.error();
    const auto key = storage::openUnder(wrapping.value(), storage::SealedFor::Slot,
                                        slot.value()->header, slot.value()->sealed);
    if (!key.ok() || key.value().size() != storage::StoreKey::kSize)
        return ErrorCode::WrongKey;
    return storage::StoreKey::copyOf(key.value().view());
}

} // namespace kontor
