#pragma once

#include "crypto/mls/public_group.h"
#include "protocol/kontor.pb.h"
#include "server/requests/context.h"

#include <optional>
#include <variant>

/// The steps of an append (append.cpp says in which order), shared by its files.
namespace kontor::server {

/// An append whose form is sound. Views lie in the request.
struct SoundAppend {
    GroupId group;
    Incarnation incarnation;
    IdempotencyKey key;
    PayloadHash hash;
    ByteView payload;
    mls::MessageHeader header;
    const wire::CommitParts* commit = nullptr;
    const wire::Creation* creation = nullptr;
};

/// Form only: sizes, what belongs together, the outside of the MLSMessage.
[[nodiscard]] std::variant<SoundAppend, wire::Answer> checkForm(const wire::Append& request);

/// Who appends, where.
struct Appender {
    Context& context;
    Session& session;
    const SoundAppend& append;
};

/// A commit or proposal of the group's present epoch by a member.
[[nodiscard]] wire::Answer appendHandshake(const Appender& appender, LiveGroup& group);
/// The first commit of a new group; its id is free.
[[nodiscard]] wire::Answer createGroup(const Appender& appender);

// ---- What they share

[[nodiscard]] wire::Answer appended(Seq seq);
[[nodiscard]] wire::Answer stale(const LiveGroup& group);
/// What a refusal of the judge means to the sender.
[[nodiscard]] wire::Answer refusedByJudge(const Error& error, const LiveGroup* group);

/// What an entry is; its place and time are the group's and the clock's.
struct FreshEntry {
    DeviceRow sender; ///< 0: the server itself
    IdempotencyKey key;
    PayloadHash hash;
    EntryKind kind = EntryKind::Application;
    ByteView payload;
};
/// The entry becomes the head: stored, pushed to whoever reads it.
void appendEntry(Context& context, LiveGroup& group, const FreshEntry& entry);
void appendEntry(const Appender& appender, LiveGroup& group);

/// Has each leaf a proposal that removes it? Then nobody can commit any more.
[[nodiscard]] bool everyLeafLeaves(const mls::PublicGroup& state);
void closeGroup(Context& context, LiveGroup& group);

/// Is the certificate the one that is registered for its device, which is not revoked, of a user
/// who is not disabled? The rule that is broken, or nothing.
[[nodiscard]] std::optional<wire::Answer>
refuseCertificate(Context& context, const identity::DeviceCertificate& certificate);

/// A judged commit, seen from outside the cryptography: certificates, Welcome targets, limits. The
/// refusal, or nothing.
[[nodiscard]] std::optional<wire::Answer> refuseCommit(const Appender& appender,
                                                       const mls::JudgedHandshake& judged,
                                                       std::size_t membersBefore);

/// Makes a judged commit true: public state, GroupInfo, readers, inbox rows, the entry. Inside
/// Store::attempt.
[[nodiscard]] Result<void> applyCommit(const Appender& appender, LiveGroup& group,
                                       mls::JudgedHandshake judged);

} // namespace kontor::server
