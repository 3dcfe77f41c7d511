#include "core/conversations/message_info.h"

#include "base/limits.h"
#include "core/actions/action_views.h"
#include "core/conversations/notice.h"
#include "core/conversations/seeing.h"
#include "storage/conversation_store.h"
#include "storage/message_store.h"

#include <algorithm>
#include <map>
#include <set>

namespace kontor {
namespace {

using Users = std::set<UserId>;

/// Who is here now and was when it was sent: it went to them, whether they have told so or not.
Result<Users> stillHere(storage::Connection& connection, const storage::MessageRecord& message) {
    const auto members = storage::ConversationStore(connection).members(message.conversation);
    if (!members.ok())
        return members.error();
    Users users;
    for (const auto& member : members.value())
        users.insert(member.user);
    users.erase(message.sender);
    if (users.size() >= limits::kReceiptMembers)
        return ErrorCode::NotAllowed;
    const auto later = storage::MessageStore(connection).linesAfter(message.row);
    if (!later.ok())
        return later.error();
    for (const Bytes& detail : later.value()) {
        const auto notice = Notice::parse(detail);
        if (notice.ok() && notice.value().kind == Notice::Kind::MembersAdded)
            for (const UserId& added : notice.value().people)
                users.erase(added);
    }
    return users;
}

} // namespace

Result<MessageInfo> messageInfo(storage::Connection& connection, const UserId& self,
                                MessageRow row) {
    auto snapshot = storage::Snapshot::begin(connection);
    if (!snapshot.ok())
        return snapshot.error();
    const storage::MessageStore messages(connection);
    const auto message = messages.find(row);
    if (!message.ok())
        return message.error();
    if (!message.value() || message.value()->content != storage::MessageRecord::Content::Whole)
        return ErrorCode::ConversationUnknown;
    if (!actions::rightsOf(*message.value(), self).mayDeleteForAll)
        return ErrorCode::NotAllowed;
    auto users = stillHere(connection, *message.value());
    if (!users.ok())
        return users.error();
    const auto receipts = messages.receiptsOf(row);
    if (!receipts.ok())
        return receipts.error();
    const auto told = tellsReading(connection);
    if (!told.ok())
        return told.error();

    MessageInfo info;
    info.sentAt = message.value()->sentAt;
    info.reading = told.value() ? MessageInfo::Reading::Told : MessageInfo::Reading::Off;
    People people(connection);
    std::map<UserId, storage::StoredReceipt> byUser;
    for (const auto& receipt : receipts.value()) {
        byUser[receipt.user] = receipt;
        users.value().insert(receipt.user);
    }
    for (const UserId& user : users.value()) {
        auto person = people.find(user);
        if (!person.ok())
            return person.error();
        MessageInfo::Reader reader;
        reader.person = std::move(person).value();
        if (const auto receipt = byUser.find(user); receipt != byUser.end()) {
            reader.deliveredAt = receipt->second.deliveredAt;
            if (told.value())
                reader.readAt = receipt->second.readAt;
        }
        info.people.push_back(std::move(reader));
    }
    std::ranges::sort(info.people, [](const auto& one, const auto& other) {
        return one.person.name.localeAwareCompare(other.person.name) < 0;
    });
    return info;
}

} // namespace kontor
