#include "core/send/intent.h"

namespace kontor {

storage::IntentRecord Intent::toRecord(ConversationId conversation, Milliseconds now) const {
    storage::IntentRecord record;
    record.conversation = conversation;
    record.kind = static_cast<std::uint8_t>(kind);
    for (const UserId& user : users)
        record.argument.insert(record.argument.end(), user.bytes.begin(), user.bytes.end());
    record.keyPackage = keyPackage;
    record.createdAt = now;
    return record;
}

Result<Intent> Intent::fromRecord(const storage::IntentRecord& record) {
    const bool known = record.kind >= static_cast<std::uint8_t>(IntentKind::Add) &&
                       record.kind <= static_cast<std::uint8_t>(IntentKind::Demote);
    if (!known || record.argument.size() % UserId::kSize != 0)
        return Error(ErrorCode::Malformed, {"intent"});
    Intent intent;
    intent.row = record.row;
    intent.kind = IntentKind(record.kind);
    intent.keyPackage = record.keyPackage;
    const ByteView argument = record.argument;
    for (std::size_t at = 0; at < argument.size(); at += UserId::kSize) {
        auto user = UserId::parse(argument.subspan(at, UserId::kSize));
        if (!user.ok())
            return user.error();
        intent.users.push_back(user.value());
    }
    const bool namesNobody =
        intent.kind == IntentKind::Leave || intent.kind == IntentKind::UpdateLeaf;
    if (!namesNobody && intent.users.size() != 1)
        return Error(ErrorCode::Malformed, {"intent"});
    return intent;
}

} // namespace kontor
