#pragma once

#include <cstdint>
#include <string_view>

namespace kontor {

/// Every way in which something can end other than well, for programs. One list for all rooms, so
/// that app/texts can prove that each has a sentence for people. Add at the end of a block;
/// kErrorCodes in error_code.cpp names each one.
enum class ErrorCode : std::uint8_t {
    // Bytes from outside
    Malformed,      ///< bytes that no honest program writes; args: what it was to be
    TooLarge,       ///< over a limit; args: the limit, in words or bytes
    VersionUnknown, ///< a format or protocol newer than this program; args: what
    // The link and the first exchange
    LinkMalformed,    ///< not a kontor:// link
    FingerprintWrong, ///< the server is not the one that the link names
    StatementWrong,   ///< the server's statement does not verify or does not name its TLS key
    InviteUnknown,    ///< never made, or revoked
    InviteUsed,
    InviteExpired,
    HandleTaken,   ///< args: the handle
    HandleInvalid, ///< empty, too long, or other letters than a-z 0-9 . _ -; args: the greatest
                   ///< length
    NameInvalid,   ///< empty or too long; args: the greatest length
    LoginFailed,   ///< the device's proof is not accepted
    DeviceRevoked, ///< the device was cut off (a new computer took its place)
    UserDisabled,  ///< an administrator disabled the account
    Fenced,        ///< the same device logged in elsewhere
    // Delivery
    NotReachable, ///< no connection, or it broke
    TimedOut,
    Stopped,    ///< the program is being closed
    Refused,    ///< the server says that the request can never succeed; args: the rule, for logs
    RetryLater, ///< args: milliseconds
    Stale,      ///< the group has moved on
    NotMember,
    GroupExists,
    KeyPackageMissing,   ///< no device of that person can be added now; args: the handle
    UserUnknown,         ///< args: what was typed
    ConversationUnknown, ///< args: what was typed
    NotAllowed,          ///< the rules of the group do not let this user do it
    GroupFull,           ///< args: the limit
    PolicyForbids, ///< longer than the organisation lets messages live; args: its bound in seconds
    PollClosed, ///< the vote comes too late; args: "closing": it is closed already, "gone": erased
    OptionUnknown,     ///< the poll has no such option; args: what was typed
    SafetyNumberWrong, ///< two safety numbers that were compared are not the same
    IdentityChanged,   ///< that person's identity key is another now; nobody has accepted it
    // Files
    FileGone,    ///< the server has it no longer, or never had it
    FileDamaged, ///< not what its sender sealed; a picture that is none
    FileMissing, ///< it has not arrived here yet
    QuotaFull,   ///< the server keeps no more files of this device; args: the limit in bytes
    // Cryptography and group state
    CryptoFailed,     ///< a signature, tag or decryption did not verify
    GenerationSpent,  ///< a message key was used already: a replay
    GenerationTooFar, ///< the sender is too many messages ahead of us
    EpochTooOld,
    EpochUnknown,
    GroupInvalid, ///< a handshake or state breaks a rule; args: the rule's name
    GroupLost,    ///< own state cannot follow any more
    NotForUs,     ///< a Welcome that none of our key packages opens
    // This computer
    ProfileInUse,   ///< another program has the profile open
    ProfileMissing, ///< nobody has registered here yet
    WrongKey,       ///< the store does not open with this key
    StoreTooNew,    ///< written by a newer version
    StoreDamaged,   ///< its file is not whole any more; nothing of it is thrown away
    Storage,        ///< disk or database; args: none, or the file that was named
    KeychainFailed, ///< the system's keychain refused
    // Calls
    MicrophoneMissing,
    MicrophoneBusy, ///< another program holds it
    MicrophoneGone, ///< unplugged in the call
    SpeakerMissing, ///< none, or unplugged
    CallsMissing,   ///< this installation has no voice engine, or it lacks a part
    Internal,       ///< a bug of ours
};

/// The code's name as it stands above, for logs, exit texts and tests.
[[nodiscard]] std::string_view nameOf(ErrorCode code);

} // namespace kontor
