#include "core/sync/joining.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/content/content.h"
#include "core/send/intent.h"
#include "core/setting_names.h"
#include "core/sync/moving.h"
#include "core/sync/notice_row.h"
#include "core/sync/roster.h"
#include "core/sync/settings_intake.h"
#include "core/sync/standing.h"
#include "storage/group_store_sql.h"

#include <algorithm>

namespace kontor {
namespace {

/// A newcomer's first own commit is due within a day: until then its keys are those that lay on the
/// server (mls-design.md).
constexpr Milliseconds kFirstUpdateWithin = std::chrono::hours(24);

constexpr Milliseconds kRetry{1'000};

/// The row stays in the inbox and is tried again.
bool isPassing(ErrorCode code) {
    return code == ErrorCode::NotReachable || code == ErrorCode::TimedOut ||
           code == ErrorCode::Stopped || code == ErrorCode::RetryLater || isStoreFault(code);
}

} // namespace

Result<std::uint64_t> Joining::cursor() const {
    const auto stored = m_parts.stores.settings.number(settings::kInboxCursor);
    if (!stored.ok())
        return stored.error();
    return static_cast<std::uint64_t>(stored.value().value_or(0));
}

Task<Result<void>> Joining::readInbox() {
    ++m_run;
    m_taking = true;
    auto read = co_await readPages();
    m_taking = false;
    if (read.ok() && !m_waiting.empty())
        m_parts.scope.spawn(takeAll());
    co_return read;
}

Task<Result<void>> Joining::readPages() {
    for (;;) {
        const auto after = cursor();
        if (!after.ok())
            co_return after.error();
        const auto inbox = co_await m_parts.requests.fetchInbox(after.value());
        if (!inbox.ok())
            co_return inbox.error();
        for (const wire::InboxRow& row : inbox.value().rows()) {
            if (row.seq() <= after.value())
                co_return Error(ErrorCode::Malformed, {"inbox"});
            auto taken = co_await take(row);
            if (!taken.ok())
                co_return taken;
        }
        if (!inbox.value().more() || inbox.value().rows().empty())
            co_return Result<void>();
    }
}

void Joining::pushed(wire::InboxRow row) {
    m_waiting.push_back(std::move(row));
    if (!m_taking)
        m_parts.scope.spawn(takeAll());
}

Task<void> Joining::takeAll() {
    m_taking = true;
    const std::uint64_t run = m_run;
    while (!m_waiting.empty()) {
        const wire::InboxRow row = m_waiting.front();
        const auto after = cursor();
        if (after.ok() && row.seq() <= after.value()) {
            m_waiting.pop_front();
            continue;
        }
        const auto taken = co_await take(row);
        if (taken.ok())
            continue;
        // Without a connection the inbox is read again on the next one.
        if (taken.error().code == ErrorCode::NotReachable ||
            taken.error().code == ErrorCode::Stopped) {
            m_waiting.clear();
            break;
        }
        const auto deadline = m_parts.clock.steady() + kRetry;
        const auto waited = co_await waitUntil(m_parts.timers, deadline, m_parts.scope.token());
        if (!waited.ok() || m_run != run)
            co_return; // a new connection reads the inbox from its start
    }
    m_taking = false;
}

Task<Result<void>> Joining::take(wire::InboxRow row) {
    const auto group = GroupId::parse(viewOf(row.group()));
    const Seq start(row.start_seq());
    if (!group.ok() || start == Seq(0))
        co_return drop(row);
    const auto place = placeOf(group.value(), start);
    if (!place.ok())
        co_return place.error();
    if (place.value().standing == Place::Standing::Passed)
        co_return drop(row);
    if (place.value().standing == Place::Standing::Wait) {
        const auto reached =
            co_await m_follower.readUpTo(place.value().conversation, Seq(start.value - 1));
        if (!reached.ok())
            co_return reached.error();
    }
    wire::FetchTree request;
    request.set_group(row.group());
    request.set_start_seq(row.start_seq());
    const auto tree = co_await m_parts.requests.fetchTree(std::move(request));
    if (!tree.ok() && isPassing(tree.error().code))
        co_return tree.error();
    if (!tree.ok())
        co_return orphan(row, group.value());
    co_return install(row, group.value(), viewOf(tree.value().tree()));
}

Result<Joining::Place> Joining::placeOf(const GroupId& group, Seq start) const {
    const auto record = m_parts.stores.conversations.findByGroup(group);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return Place{};
    Place place;
    place.conversation = record.value()->id;
    const Seq cursor = record.value()->cursor;
    if (cursor >= start)
        place.standing = Place::Standing::Passed;
    else if (record.value()->state == storage::ConversationState::Live && cursor != Seq(0) &&
             cursor.next() < start)
        place.standing = Place::Standing::Wait;
    return place;
}

Result<void> Joining::finishRow(storage::Transaction& transaction, const wire::InboxRow& row) {
    return m_parts.stores.settings.putNumber(transaction, settings::kInboxCursor,
                                             static_cast<std::int64_t>(row.seq()));
}

Result<void> Joining::drop(const wire::InboxRow& row) {
    auto finished = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return finishRow(transaction, row);
    });
    if (finished.ok())
        m_parts.requests.ackInbox(row.seq());
    return finished;
}

Result<void> Joining::orphan(const wire::InboxRow& row, const GroupId& group) {
    log::warning(log::Category::Sync, "a Welcome that cannot be used");
    std::optional<ConversationId> lost;
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        auto record = m_parts.stores.conversations.findByGroup(group);
        if (!record.ok())
            return record.error();
        if (!record.value()) {
            storage::NewConversation unknown;
            unknown.group = group;
            unknown.cursor = Seq(row.start_seq());
            unknown.createdAt = m_parts.clock.sinceEpoch();
            const auto made = m_parts.stores.conversations.create(transaction, unknown);
            if (!made.ok())
                return made.error();
            record = m_parts.stores.conversations.find(made.value());
            if (!record.ok())
                return record.error();
        }
        lost = record.value()->id;
        if (auto entered = enterLost(m_parts, transaction, *record.value(), aftermath);
            !entered.ok())
            return entered;
        return finishRow(transaction, row);
    });
    if (!written.ok())
        return written;
    m_follower.unfollow(*lost);
    m_parts.requests.ackInbox(row.seq());
    return {};
}

Result<void> Joining::install(const wire::InboxRow& row, const GroupId& group, ByteView tree) {
    const auto kept = m_parts.stores.keyPackages.find(viewOf(row.key_package_ref()));
    if (!kept.ok())
        return kept.error();
    if (!kept.value())
        return orphan(row, group);
    const auto bundle = mls::KeyPackageBundle::parse(kept.value()->privateParts.view());
    if (!bundle.ok())
        return orphan(row, group);
    const mls::JoinRequest request{viewOf(row.encrypted_group_secrets()),
                                   viewOf(row.encrypted_group_info()), tree, bundle.value(),
                                   m_parts.own.removalKey.view()};
    auto joined = mls::Group::join(m_parts.own.forMls(), request);
    if (!joined.ok())
        return orphan(row, group);
    const mls::PublicGroup& state = joined.value().group.publicState();
    const bool twoUsers = othersOf(state, m_parts.own.user()).size() == 1;
    if (state.groupId() != group || (state.rules().kind == rules::GroupKind::Direct && !twoUsers))
        return orphan(row, group);
    ConversationId conversation;
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        auto made = writeJoined(transaction, aftermath, row, joined.value());
        if (!made.ok())
            return made.error();
        conversation = made.value();
        if (kept.value()->use == storage::KeyPackageUse::Single) {
            if (auto gone = m_parts.stores.keyPackages.remove(transaction, kept.value()->ref);
                !gone.ok())
                return gone;
        } else if (auto wanted = wantFreshLeaf(transaction, conversation); !wanted.ok()) {
            return wanted;
        }
        return finishRow(transaction, row);
    });
    if (!written.ok())
        return written;
    m_parts.groups.put(group, std::move(joined).value().group);
    m_follower.follow(conversation, group, Seq(row.start_seq()));
    m_follower.probe(conversation);
    m_parts.requests.ackInbox(row.seq());
    return {};
}

/// The last resort's keys have been used by others, or will be.
Result<void> Joining::wantFreshLeaf(storage::Transaction& transaction,
                                    ConversationId conversation) {
    Intent update;
    update.kind = IntentKind::UpdateLeaf;
    const auto added = m_parts.stores.commits.addIntent(
        transaction, update.toRecord(conversation, m_parts.clock.sinceEpoch()));
    if (!added.ok())
        return added.error();
    return {};
}

Result<ConversationId> Joining::writeJoined(storage::Transaction& transaction, Aftermath& aftermath,
                                            const wire::InboxRow& row,
                                            const mls::Group::Joined& joined) {
    auto& stores = m_parts.stores;
    const mls::PublicGroup& state = joined.group.publicState();
    const Seq start(row.start_seq());
    auto view = content::parseJoinerView(joined.joinerExtension);
    content::JoinerView told;
    if (view.ok())
        told = std::move(view).value();
    // The word of one who may not set them holds until an admin repeats hers.
    const bool group = state.rules().kind == rules::GroupKind::Group;
    if (group && !state.rules().isAdmin(joined.adder.certificate.user))
        told.seq = Seq(0);
    const auto known = stores.conversations.findByGroup(state.groupId());
    if (!known.ok())
        return known.error();
    const bool isNew = !known.value() || known.value()->cursor == Seq(0);
    const auto conversation = bind(transaction, state, start, told, aftermath);
    if (!conversation.ok())
        return conversation;
    storage::GroupStoreSql store(transaction, state.groupId());
    if (auto erased = store.eraseGroup(); !erased.ok())
        return erased.error();
    if (auto saved = joined.group.save(store); !saved.ok())
        return saved.error();
    if (auto moved = stores.conversations.setCursor(transaction, conversation.value(), start);
        !moved.ok())
        return moved.error();
    if (auto live = stores.conversations.setState(transaction, conversation.value(),
                                                  storage::ConversationState::Live);
        !live.ok())
        return live.error();
    if (auto forgotten =
            forgetOldState(m_parts, transaction, conversation.value(), start, aftermath);
        !forgotten.ok())
        return forgotten.error();
    if (auto noted = stores.settings.put(
            transaction, settings::ofConversation(settings::kAdder, conversation.value()),
            joined.adder.certificate.user.view());
        !noted.ok())
        return noted.error();
    const bool word = group && told.seq == Seq(0);
    if (auto noted = noteComing(transaction, conversation.value(), word ? start : Seq(0));
        !noted.ok())
        return noted.error();
    if (auto put = putSettings(m_parts, transaction, conversation.value(), told); !put.ok())
        return put.error();
    if (auto written = writeRoster(m_parts, transaction, aftermath, conversation.value(), state);
        !written.ok())
        return written.error();
    aftermath.summaries.insert(conversation.value());
    aftermath.details.insert(conversation.value());
    // Between two a line is due only to a new computer: what was said before is not on it.
    if (!group && (!isNew || start <= Seq(1)))
        return conversation;
    const auto record = stores.conversations.find(conversation.value());
    if (!record.ok())
        return record.error();
    LogEntry place;
    place.seq = start;
    place.receivedAt = m_parts.clock.sinceEpoch();
    EntryInHand hand{transaction, *record.value(), place, {}, aftermath};
    Notice notice;
    notice.kind = Notice::Kind::JoinedHere;
    const Author own{m_parts.own.user(), m_parts.own.device()};
    const Author adder = Author::of(joined.adder);
    if (auto line = addNotice(m_parts, hand, group ? adder : own, notice); !line.ok())
        return line.error();
    return conversation;
}

/// Receipts of an earlier membership are owed to nobody; the leaf's keys have lain on the server.
/// Settings that are a word alone are owed to oneself, by an admin, be it oneself by then.
Result<void> Joining::noteComing(storage::Transaction& transaction, ConversationId conversation,
                                 Seq untoldSince) {
    auto& stores = m_parts.stores;
    for (const char* what : {settings::kOwedReceipts, settings::kStrangers})
        if (auto gone =
                stores.settings.remove(transaction, settings::ofConversation(what, conversation));
            !gone.ok())
            return gone;
    if (untoldSince != Seq(0))
        if (auto owed = stores.settings.putNumber(
                transaction, settings::ofConversation(settings::kNewcomersSince, conversation),
                static_cast<std::int64_t>(untoldSince.value));
            !owed.ok())
            return owed;
    const Milliseconds since = m_parts.clock.sinceEpoch() - limits::kLeafLife + kFirstUpdateWithin;
    return stores.settings.putNumber(
        transaction, settings::ofConversation(settings::kLeafSince, conversation), since.count());
}

/// The conversation that the group belongs to: the one that waits for it, the direct one with the
/// same person whose own creation lost (delivery.md, rule 11), or a new one.
Result<ConversationId> Joining::bind(storage::Transaction& transaction,
                                     const mls::PublicGroup& group, Seq start,
                                     const content::JoinerView& view, Aftermath& aftermath) {
    auto& stores = m_parts.stores;
    auto known = stores.conversations.findByGroup(group.groupId());
    if (!known.ok())
        return known.error();
    if (known.value())
        return known.value()->id;
    storage::NewConversation fresh;
    fresh.group = group.groupId();
    fresh.cursor = start;
    fresh.createdAt = m_parts.clock.sinceEpoch();
    switch (group.rules().kind) {
    case rules::GroupKind::Direct:
        fresh.kind = storage::ConversationKind::Direct;
        fresh.peer = othersOf(group, m_parts.own.user()).front();
        known = stores.conversations.findDirect(*fresh.peer);
        break;
    case rules::GroupKind::Self:
        fresh.kind = storage::ConversationKind::Self;
        known = stores.conversations.findSelf();
        break;
    case rules::GroupKind::Group:
        fresh.name = view.settings.name;
        return stores.conversations.create(transaction, fresh);
    }
    if (!known.ok())
        return known.error();
    if (!known.value())
        return stores.conversations.create(transaction, fresh);
    if (auto moved =
            moveConversation(m_parts, transaction, *known.value(), fresh.group, start, aftermath);
        !moved.ok())
        return moved.error();
    return known.value()->id;
}

} // namespace kontor
