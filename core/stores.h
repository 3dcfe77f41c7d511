#pragma once

#include "storage/attachment_store.h"
#include "storage/card_store.h"
#include "storage/commit_store.h"
#include "storage/contact_store.h"
#include "storage/conversation_store.h"
#include "storage/early_poll_store.h"
#include "storage/key_package_store.h"
#include "storage/message_store.h"
#include "storage/outbox_store.h"
#include "storage/pin_store.h"
#include "storage/poll_store.h"
#include "storage/reaction_store.h"
#include "storage/revision_store.h"
#include "storage/settings_store.h"

namespace kontor {

/// The disk's or the database's fault, not that of what was to be done.
[[nodiscard]] inline bool isStoreFault(ErrorCode code) {
    return code == ErrorCode::Storage || code == ErrorCode::StoreDamaged;
}

/// The store classes of one connection, made together.
struct Stores {
    explicit Stores(storage::Connection& connection)
        : conversations(connection)
        , messages(connection)
        , outbox(connection)
        , commits(connection)
        , contacts(connection)
        , keyPackages(connection)
        , settings(connection)
        , polls(connection)
        , earlyPolls(connection)
        , attachments(connection)
        , revisions(connection)
        , reactions(connection)
        , pins(connection)
        , cards(connection) {}

    storage::ConversationStore conversations;
    storage::MessageStore messages;
    storage::OutboxStore outbox;
    storage::CommitStore commits;
    storage::ContactStore contacts;
    storage::KeyPackageStore keyPackages;
    storage::SettingsStore settings;
    storage::PollStore polls;
    storage::EarlyPollStore earlyPolls;
    storage::AttachmentStore attachments;
    storage::RevisionStore revisions;
    storage::ReactionStore reactions;
    storage::PinStore pins;
    storage::CardStore cards;
};

} // namespace kontor
