#include "core/conversations/notice.h"

#include <algorithm>

namespace kontor {
namespace {

constexpr std::uint8_t kVersion = 1;

bool isKnown(std::uint8_t kind) {
    return (kind >= static_cast<std::uint8_t>(Notice::Kind::GroupCreated) &&
            kind <= static_cast<std::uint8_t>(Notice::Kind::Strangers)) ||
           kind == static_cast<std::uint8_t>(Notice::Kind::MessagePinned) ||
           kind == static_cast<std::uint8_t>(Notice::Kind::MembersCutOff) ||
           kind == static_cast<std::uint8_t>(Notice::Kind::PollReopened);
}

bool namesMessage(Notice::Kind kind) {
    return kind == Notice::Kind::PollClosed || kind == Notice::Kind::PollReopened ||
           kind == Notice::Kind::MessagePinned;
}

constexpr std::size_t kSecondsSize = 4;
constexpr unsigned kBitsOfByte = 8;

void appendSeconds(Bytes& detail, std::chrono::seconds lifetime) {
    for (std::size_t i = kSecondsSize; i-- > 0;)
        detail.push_back(static_cast<std::uint8_t>(lifetime.count() >> (i * kBitsOfByte)));
}

std::chrono::seconds secondsOf(ByteView bytes) {
    std::int64_t seconds = 0;
    for (const std::uint8_t byte : bytes)
        seconds = (seconds << kBitsOfByte) | byte;
    return std::chrono::seconds(seconds);
}

} // namespace

Bytes Notice::encode() const {
    Bytes detail{kVersion, static_cast<std::uint8_t>(kind)};
    if (namesMessage(kind))
        detail.insert(detail.end(), about.bytes.begin(), about.bytes.end());
    if (kind == Kind::LifetimeChanged)
        appendSeconds(detail, lifetime);
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
    if (namesMessage(notice.kind)) {
        const auto about = MessageId::parse(rest.first(std::min(rest.size(), MessageId::kSize)));
        if (!about.ok())
            return about.error();
        notice.about = about.value();
        rest = rest.subspan(MessageId::kSize);
    }
    if (notice.kind == Kind::LifetimeChanged) {
        if (rest.size() != kSecondsSize)
            return Error(ErrorCode::Malformed, {"notice"});
        notice.lifetime = secondsOf(rest);
        return notice;
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
    case Kind::GroupDescribed:
        return EntryKind::GroupDescribed;
    case Kind::LifetimeChanged:
        return EntryKind::LifetimeChanged;
    case Kind::AdminsChanged:
        return EntryKind::AdminsChanged;
    case Kind::AdminsNamed:
        return EntryKind::AdminsNamed;
    case Kind::AdminsDismissed:
        return EntryKind::AdminsDismissed;
    case Kind::JoinedHere:
        return EntryKind::JoinedHere;
    case Kind::PollClosed:
        return EntryKind::PollClosed;
    case Kind::PollReopened:
        return EntryKind::PollReopened;
    case Kind::KeyChanged:
        return EntryKind::KeyChanged;
    case Kind::Rejoined:
        return EntryKind::Rejoined;
    case Kind::Strangers:
        return EntryKind::Strangers;
    case Kind::MembersCutOff:
        return EntryKind::MembersCutOff;
    case Kind::MessagePinned:
        return EntryKind::MessagePinned;
    case Kind::MessagesMissing:
        break;
    }
    return EntryKind::MessagesMissing;
}

} // namespace kontor
