#include "server/requests/answers.h"
#include "server/requests/requests.h"
#include "server/server_limits.h"

namespace kontor::server {

namespace {

/// Rows of one look into the inbox; the answer stops at limits::kAnswerBytes anyway.
constexpr std::uint32_t kRowsOfPage = 100;

void addRow(wire::Inbox& answer, const InboxEntry& entry) {
    auto& row = *answer.add_rows();
    row.set_seq(entry.seq);
    row.set_group(fieldOf(entry.group.view()));
    row.set_start_seq(entry.start.value);
    row.set_encrypted_group_info(fieldOf(entry.encryptedGroupInfo));
    row.set_encrypted_group_secrets(fieldOf(entry.encryptedGroupSecrets));
    row.set_key_package_ref(fieldOf(entry.keyPackageRef));
}

} // namespace

wire::Answer fetchInbox(Context& context, Session& session, const wire::FetchInbox& request) {
    const auto entries =
        context.store.inbox().entries(session.device, request.after(), kRowsOfPage);
    wire::Answer answer = done();
    auto& inbox = *answer.mutable_inbox();
    std::size_t bytes = 0;
    for (const auto& entry : entries) {
        bytes += entry.encryptedGroupInfo.size() + entry.encryptedGroupSecrets.size();
        if (inbox.rows_size() > 0 && bytes > limits::kAnswerBytes)
            break;
        addRow(inbox, entry);
    }
    const bool full = entries.size() == kRowsOfPage;
    inbox.set_more(full || static_cast<std::size_t>(inbox.rows_size()) < entries.size());
    return answer;
}

std::optional<wire::Answer> ackInbox(Context& context, Session& session,
                                     const wire::AckInbox& request) {
    if (request.seq() > context.store.inbox().head(session.device))
        return badRequest("inbox-seq");
    context.store.inbox().acknowledge(session.device, request.seq());
    return std::nullopt;
}

wire::Answer fetchTree(Context& context, Session& session, const wire::FetchTree& request) {
    const auto id = idIn<GroupId>(request.group());
    const LiveGroup* group = id ? context.groups.find(*id) : nullptr;
    if (group == nullptr)
        return answerOf(wire::NOT_FOUND);
    const auto tree =
        context.store.inbox().tree(session.device, group->record.row, Seq(request.start_seq()));
    if (!tree)
        return answerOf(wire::NOT_FOUND);
    wire::Answer answer = done();
    answer.mutable_tree()->set_tree(fieldOf(*tree));
    return answer;
}

} // namespace kontor::server
