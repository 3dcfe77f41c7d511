#include "storage/key_backup.h"

#include "crypto/mls/tls_codec.h"
#include "storage/private_file.h"
#include "storage/sealing.h"

namespace kontor::storage {

namespace {

using mls::tls::Reader;
using mls::tls::SecretWriter;
using mls::tls::Writer;

constexpr std::string_view kMagic = "KontorKB";
/// 1 had the device key and the groups' ids alone; nothing has ever written it.
constexpr std::uint8_t kVersion = 2;
constexpr std::size_t kHeaderBytes = kMagic.size() + 1;
/// Far more than anybody's groups and people need.
constexpr std::size_t kFileBytes = 64U * 1024U * 1024U;

Bytes header() {
    Bytes bytes = toBytes(viewOf(kMagic));
    bytes.push_back(kVersion);
    return bytes;
}

std::string textFrom(Reader& reader) {
    return std::string(textOf(reader.opaqueView()));
}

/// How each of them stands in the file.
struct SettingRecord {
    KeyBackup::Setting setting;
    void encode(Writer& writer) const {
        writer.opaque(viewOf(setting.name));
        writer.opaque(setting.value);
    }
    static SettingRecord parse(Reader& reader) {
        SettingRecord record;
        record.setting.name = textFrom(reader);
        record.setting.value = reader.opaque();
        return record;
    }
};

struct KnownKeyRecord {
    KeyBackup::KnownKey known;
    void encode(Writer& writer) const {
        writer.raw(known.user.view());
        writer.opaque(viewOf(known.handle));
        writer.opaque(viewOf(known.displayName));
        writer.raw(known.key.view());
        writer.value(known.trust);
    }
    static KnownKeyRecord parse(Reader& reader) {
        KnownKeyRecord record;
        record.known.user = reader.fixed<UserId>();
        record.known.handle = textFrom(reader);
        record.known.displayName = textFrom(reader);
        record.known.key = reader.fixed<PublicKeyBytes>();
        record.known.trust = reader.oneOf({KeyTrust::FirstUse, KeyTrust::Verified});
        return record;
    }
};

struct MemberOfGroup {
    MemberRecord member;
    void encode(Writer& writer) const {
        writer.raw(member.user.view());
        writer.raw(member.device.view());
        writer.u32(member.leaf);
    }
    static MemberOfGroup parse(Reader& reader) {
        MemberOfGroup record;
        record.member.user = reader.fixed<UserId>();
        record.member.device = reader.fixed<DeviceId>();
        record.member.leaf = reader.u32();
        return record;
    }
};

template <typename Record, typename Item>
std::vector<Record> recordsOf(const std::vector<Item>& items) {
    std::vector<Record> records;
    for (const Item& item : items)
        records.push_back({item});
    return records;
}

struct GroupRecord {
    KeyBackup::Group group;
    void encode(Writer& writer) const {
        writer.raw(group.id.view());
        writer.value(group.kind);
        writer.u8(group.peer ? 1 : 0);
        if (group.peer)
            writer.raw(group.peer->view());
        writer.opaque(group.settings);
        writer.vector(recordsOf<MemberOfGroup>(group.members));
    }
    static GroupRecord parse(Reader& reader) {
        GroupRecord record;
        record.group.id = reader.fixed<GroupId>();
        record.group.kind = reader.oneOf(
            {ConversationKind::Direct, ConversationKind::Group, ConversationKind::Self});
        const std::uint8_t hasPeer = reader.u8();
        // Exactly the direct ones have somebody on the other side.
        if (hasPeer != (record.group.kind == ConversationKind::Direct ? 1 : 0))
            reader.fail();
        if (hasPeer == 1)
            record.group.peer = reader.fixed<UserId>();
        record.group.settings = reader.opaque();
        for (const MemberOfGroup& one : reader.vector<MemberOfGroup>())
            record.group.members.push_back(one.member);
        return record;
    }
};

SecretBytes encode(const KeyBackup& backup) {
    SecretWriter writer;
    writer.opaque(backup.deviceKey.view());
    writer.opaque(backup.identityKey.view());
    writer.vector(recordsOf<SettingRecord>(backup.settings));
    writer.vector(recordsOf<KnownKeyRecord>(backup.people));
    writer.vector(recordsOf<GroupRecord>(backup.groups));
    return std::move(writer).takeSecret();
}

Result<KeyBackup> decode(ByteView plain) {
    Reader reader(plain);
    KeyBackup backup;
    backup.deviceKey = reader.opaqueSecret();
    backup.identityKey = reader.opaqueSecret();
    for (SettingRecord& record : reader.vector<SettingRecord>())
        backup.settings.push_back(std::move(record.setting));
    for (KnownKeyRecord& record : reader.vector<KnownKeyRecord>())
        backup.people.push_back(std::move(record.known));
    for (GroupRecord& record : reader.vector<GroupRecord>())
        backup.groups.push_back(std::move(record.group));
    if (!reader.ok() || !reader.atEnd())
        return Error(ErrorCode::Malformed, {"key backup"});
    return backup;
}

} // namespace

Digest digestOf(const KeyBackup& backup) {
    return sha256(encode(backup).view());
}

Bytes sealKeyBackup(const KeyBackup& backup, const StoreKey& key, Random& random) {
    Bytes file = header();
    const Bytes sealed =
        sealUnder(key, SealedFor::KeyBackup, header(), encode(backup).view(), random);
    file.insert(file.end(), sealed.begin(), sealed.end());
    return file;
}

Result<KeyBackup> openKeyBackup(ByteView file, const StoreKey& key) {
    if (file.size() < kHeaderBytes || !textOf(file).starts_with(kMagic))
        return Error(ErrorCode::Malformed, {"key backup"});
    if (file[kMagic.size()] != kVersion)
        return Error(ErrorCode::VersionUnknown, {"key backup"});
    const auto plain = openUnder(key, SealedFor::KeyBackup, header(), file.subspan(kHeaderBytes));
    if (!plain.ok())
        return plain.error();
    return decode(plain.value().view());
}

Result<void> writeKeyBackup(const std::filesystem::path& file, const KeyBackup& backup,
                            const StoreKey& key, Random& random) {
    return writePrivateFile(file, sealKeyBackup(backup, key, random));
}

Result<KeyBackup> readKeyBackup(const std::filesystem::path& file, const StoreKey& key) {
    const auto bytes = readPrivateFile(file, kFileBytes);
    if (!bytes.ok())
        return bytes.error();
    if (!bytes.value())
        return ErrorCode::ProfileMissing;
    return openKeyBackup(*bytes.value(), key);
}

} // namespace kontor::storage
