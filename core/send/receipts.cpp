#include "core/send/receipts.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/conversations/seeing.h"
#include "core/send/owed_receipts.h"
#include "core/send/queue_content.h"
#include "core/setting_names.h"

namespace kontor {

void Receipts::pump(ConversationId conversation) {
    if (!m_follower.isCaughtUp(conversation) || m_waiting.contains(conversation))
        return;
    const auto next = m_nextAt.find(conversation);
    if (next != m_nextAt.end() && next->second > m_parts.clock.steady()) {
        m_waiting.insert(conversation);
        m_parts.scope.spawn(pumpLater(conversation, next->second));
        return;
    }
    if (auto done = enqueue(conversation); !done.ok())
        log::error(log::Category::Send, "cannot queue a receipt",
                   {{"code", static_cast<int>(done.error().code)}});
}

void Receipts::pumpAll() {
    const auto names = m_parts.stores.settings.namesBeginning(settings::kOwedReceipts);
    if (!names.ok()) {
        log::error(log::Category::Send, "cannot look for owed receipts",
                   {{"code", static_cast<int>(names.error().code)}});
        return;
    }
    for (const std::string& name : names.value())
        if (const auto conversation = settings::conversationOf(settings::kOwedReceipts, name))
            pump(*conversation);
}

Task<void> Receipts::pumpLater(ConversationId conversation, Milliseconds deadline) {
    const auto reached = co_await waitUntil(m_parts.timers, deadline, m_parts.scope.token());
    m_waiting.erase(conversation);
    if (reached.ok())
        pump(conversation);
}

Result<void> Receipts::enqueue(ConversationId conversation) {
    const std::string name = settings::ofConversation(settings::kOwedReceipts, conversation);
    const auto stored = m_parts.stores.settings.get(name);
    if (!stored.ok())
        return stored.error();
    if (!stored.value())
        return {};
    const auto owed = OwedReceipts::parse(*stored.value());
    if (!owed.ok())
        return owed.error();
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    const auto members = m_parts.stores.conversations.members(conversation);
    if (!members.ok())
        return members.error();
    const auto telling = tellsReading(m_parts.database.writer());
    if (!telling.ok())
        return telling.error();
    const bool told = record.value() && members.value().size() <= limits::kReceiptMembers &&
                      record.value()->kind != storage::ConversationKind::Self;
    auto queued = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        if (auto gone = m_parts.stores.settings.remove(transaction, name); !gone.ok())
            return gone;
        if (!told)
            return {};
        content::Receipt receipt;
        receipt.delivered = owed.value().delivered;
        if (telling.value()) // she may have changed her mind since
            receipt.read = owed.value().read;
        for (auto* ranges : {&receipt.delivered, &receipt.read})
            if (ranges->size() > content::Receipt::kGreatestRanges)
                ranges->resize(content::Receipt::kGreatestRanges);
        if (receipt.delivered.empty() && receipt.read.empty())
            return {};
        const auto sealable =
            content::encode(receipt, ownOrigin(m_parts, record.value()->group), m_parts.random);
        if (!sealable.ok())
            return sealable.error();
        const auto row = queueContent(m_parts, transaction, conversation, sealable.value());
        return row.ok() ? Result<void>() : Result<void>(row.error());
    });
    if (!queued.ok())
        return queued;
    m_nextAt[conversation] = m_parts.clock.steady() + limits::kReceiptPause;
    m_queue.pump(conversation);
    return {};
}

} // namespace kontor
