#include "core/conversations/notice.h"

namespace kontor {
namespace {

constexpr std::uint8_t kVersion = 1;

} // namespace

Bytes Notice::encode() const {
    Bytes detail{kVersion, static_cast<std::uint8_t>(kind)};
    for (const UserId& person : people)
        detail.insert(detail.end(), person.bytes.begin(), person.bytes.end());
    return detail;
}

Result<Notice> Notice::parse(ByteView detail) {
    if (detail.size() < 2 || (detail.size() - 2) % UserId::kSize != 0)
        return Error(ErrorCode::Malformed, {"notice"});
    if (detail[0] != kVersion)
        return Error(ErrorCode::VersionUnknown, {"notice"});
    if (detail[1] < static_cast<std::uint8_t>(Kind::GroupCreated) ||
        detail[1] > static_cast<std::uint8_t>(Kind::MessagesMissing))
        return Error(ErrorCode::Malformed, {"notice"});
    Notice notice;
    notice.kind = Kind(detail[1]);
    for (std::size_t at = 2; at < detail.size(); at += UserId::kSize) {
        auto person = UserId::parse(detail.subspan(at, UserId::kSize));
        if (!person.ok())
            return person.error();
        notice.people.push_back(person.value());
    }
    return notice;
}

EntryKind Notice::entryKind() const {
    switch (kind) {
    case Kind::GroupCreated:
        return EntryKind::GroupCreated;
    case Kind::MembersAdded:
        return EntryKind::MembersAdded;
    case Kind::MembersRemoved:
        return EntryKind::MembersRemoved;
    case Kind::MemberLeft:
        return EntryKind::MemberLeft;
    case Kind::GroupNamed:
        return EntryKind::GroupNamed;
    case Kind::AdminsChanged:
        return EntryKind::AdminsChanged;
    case Kind::JoinedHere:
        return EntryKind::JoinedHere;
    case Kind::MessagesMissing:
        break;
    }
    return EntryKind::MessagesMissing;
}

} // namespace kontor
