#pragma once

#include "core/content/attachment.h"
#include "core/values.h"
#include "storage/attachment_store.h"

/// What is shown of a message with a file.
namespace kontor::attachments {

/// Caption and name: what is searched, and erased with the message.
[[nodiscard]] std::string textOf(const content::Attachment& attachment);

/// How the message's file stands now. None: it has none, or one of a newer version.
[[nodiscard]] Result<std::optional<PictureView>> viewOf(storage::Connection& connection,
                                                        const storage::MessageRecord& message);
/// Gives `entry` its kind, caption and view, if there is one.
[[nodiscard]] Result<void> addPicture(storage::Connection& connection, TimelineEntry& entry,
                                      const storage::MessageRecord& message);
/// By the id that every device knows. ConversationUnknown: none here.
[[nodiscard]] Result<PictureView> find(storage::Connection& connection, const QString& id);

} // namespace kontor::attachments
