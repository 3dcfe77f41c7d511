#pragma once

#include "storage/message_store.h"

namespace kontor::storage {

enum class AttachmentState : std::uint8_t {
    ToSend = 1,  ///< own: sealed here, and not on the server yet; its message waits
    Wanted = 2,  ///< somebody's: on the server, and not here yet
    Here = 3,    ///< the sealed file lies in the profile
    Gone = 4,    ///< the server has it no longer
    Damaged = 5, ///< what arrived is not what was sealed
};

struct AttachmentRecord {
    MessageRow message;
    BlobId blob;
    AttachmentState state = AttachmentState::Wanted;
};

/// A file of an erased message. Own: the server is to drop it, for nobody waits for it: everybody
/// has the message, or nobody ever will.
struct ErasedFile {
    BlobId blob;
    enum class Whose : std::uint8_t { Other = 0, Own = 1 } whose = Whose::Other;
};

/// Where the files of messages are. What they are (name, key, size ...) stands in the message's
/// detail; the sealed bytes lie in files of the profile, named by their blob. Erased with the
/// message: then erasedFiles() says what is left to delete.
class AttachmentStore {
public:
    explicit AttachmentStore(Connection& connection)
        : m_connection(&connection) {}

    /// The file of a message that was just added: to be sent when it is one's own, or to be
    /// fetched.
    [[nodiscard]] Result<void> add(Transaction& transaction, MessageRow message, const BlobId& blob,
                                   ErasedFile::Whose whose);
    [[nodiscard]] Result<void> setState(Transaction& transaction, MessageRow message,
                                        AttachmentState state);

    /// None: no file, or an erased one.
    [[nodiscard]] Result<std::optional<AttachmentRecord>> find(MessageRow message) const;
    /// In whatever conversation of this profile.
    [[nodiscard]] Result<std::optional<MessageRow>> findById(const MessageId& id) const;
    /// Those in that state whose message has not failed, oldest first.
    [[nodiscard]] Result<std::vector<AttachmentRecord>> in(AttachmentState state) const;
    /// Is there a message with that file?
    [[nodiscard]] Result<bool> knows(const BlobId& blob) const;

    [[nodiscard]] Result<std::vector<ErasedFile>> erasedFiles() const;
    [[nodiscard]] Result<void> forgetErased(Transaction& transaction, const BlobId& blob);
    /// Part of eraseMessages().
    [[nodiscard]] Result<void> erase(Transaction& transaction, MessageRow message);

private:
    Connection* m_connection;
};

} // namespace kontor::storage
