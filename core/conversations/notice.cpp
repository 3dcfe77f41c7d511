#include "core/conversations/notice.h"

#include <algorithm>

namespace kontor {
namespace {

constexpr std::uint8_t kVersion = 1;

bool isKnown(std::uint8_t kind) {
    return (kind >= static_cast<std::uint8_t>(Notice::Kind::GroupCreated) &&
            kind <= static_cast<std::uint8_t>(Notice::Kind::MessagesMissing)) ||
           kind == static_cast<std::uint8_t>(Notice::Kind::PollClosed);
}

} // namespace

Bytes Notice::encode() const {
    Bytes detail{kVersion, static_cast<std::uint8_t>(kind)};
    if (kind == Kind::PollClosed)
        detail.insert(detail.end(), about.bytes.begin(), about.bytes.end());
    for (const UserId& person : people)
        detail.insert(detail.end(), person.bytes.begin(), person.bytes.end());
    return detail;
}

Result<Notice> Notice::parse(ByteView detail) {
    if (detail.size() < 2)
        return Error(ErrorCode::Malformed, {"notice"});
    if (detail[0] != kVersion)
        return Error(ErrorCode::VersionUnknown, {"notice"});
    if (!isKnown(detail[1]))
        return Error(ErrorCode::Malformed, {"notice"});
    Notice notice;
    notice.kind = Kind(detail[1]);
    ByteView rest = detail.subspan(2);
    if (notice.kind == Kind::PollClosed) {
        const auto about = MessageId::parse(rest.first(std::min(rest.size(), MessageId::kSize)));
        if (!about.ok())
            return about.error();
        notice.about = about.value();
        rest = rest.subspan(MessageId::kSize);
    }
    if (rest.size() % UserId::kSize != 0)
        return Error(ErrorCode::Malformed, {"notice"});
    for (; !rest.empty(); rest = rest.subspan(UserId::kSize)) {
        auto person = UserId::parse(rest.first(UserId::kSize));
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
    case Kind::PollClosed:
        return EntryKind::PollClosed;
    case Kind::MessagesMissing:
        break;
    }
    return EntryKind::MessagesMissing;
}

} // namespace kontor
