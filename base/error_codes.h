#pragma once

#include "base/error_code.h"

#include <array>

namespace kontor {

struct NamedErrorCode {
    ErrorCode code;
    std::string_view name;
};

/// All of them, in order: what tests walk to see that each has a sentence.
inline constexpr auto kErrorCodes = std::to_array<NamedErrorCode>({
    {ErrorCode::Malformed, "Malformed"},
    {ErrorCode::TooLarge, "TooLarge"},
    {ErrorCode::VersionUnknown, "VersionUnknown"},
    {ErrorCode::LinkMalformed, "LinkMalformed"},
    {ErrorCode::FingerprintWrong, "FingerprintWrong"},
    {ErrorCode::StatementWrong, "StatementWrong"},
    {ErrorCode::InviteUnknown, "InviteUnknown"},
    {ErrorCode::InviteUsed, "InviteUsed"},
    {ErrorCode::InviteExpired, "InviteExpired"},
    {ErrorCode::HandleTaken, "HandleTaken"},
    {ErrorCode::HandleInvalid, "HandleInvalid"},
    {ErrorCode::NameInvalid, "NameInvalid"},
    {ErrorCode::LoginFailed, "LoginFailed"},
    {ErrorCode::DeviceRevoked, "DeviceRevoked"},
    {ErrorCode::UserDisabled, "UserDisabled"},
    {ErrorCode::Fenced, "Fenced"},
    {ErrorCode::NotReachable, "NotReachable"},
    {ErrorCode::TimedOut, "TimedOut"},
    {ErrorCode::Stopped, "Stopped"},
    {ErrorCode::Refused, "Refused"},
    {ErrorCode::RetryLater, "RetryLater"},
    {ErrorCode::Stale, "Stale"},
    {ErrorCode::NotMember, "NotMember"},
    {ErrorCode::GroupExists, "GroupExists"},
    {ErrorCode::KeyPackageMissing, "KeyPackageMissing"},
    {ErrorCode::UserUnknown, "UserUnknown"},
    {ErrorCode::ConversationUnknown, "ConversationUnknown"},
    {ErrorCode::NotAllowed, "NotAllowed"},
    {ErrorCode::GroupFull, "GroupFull"},
    {ErrorCode::PolicyForbids, "PolicyForbids"},
    {ErrorCode::PollClosed, "PollClosed"},
    {ErrorCode::OptionUnknown, "OptionUnknown"},
    {ErrorCode::SafetyNumberWrong, "SafetyNumberWrong"},
    {ErrorCode::IdentityChanged, "IdentityChanged"},
    {ErrorCode::FileGone, "FileGone"},
    {ErrorCode::FileDamaged, "FileDamaged"},
    {ErrorCode::FileMissing, "FileMissing"},
    {ErrorCode::QuotaFull, "QuotaFull"},
    {ErrorCode::CryptoFailed, "CryptoFailed"},
    {ErrorCode::GenerationSpent, "GenerationSpent"},
    {ErrorCode::GenerationTooFar, "GenerationTooFar"},
    {ErrorCode::EpochTooOld, "EpochTooOld"},
    {ErrorCode::EpochUnknown, "EpochUnknown"},
    {ErrorCode::GroupInvalid, "GroupInvalid"},
    {ErrorCode::GroupLost, "GroupLost"},
    {ErrorCode::NotForUs, "NotForUs"},
    {ErrorCode::ProfileInUse, "ProfileInUse"},
    {ErrorCode::ProfileMissing, "ProfileMissing"},
    {ErrorCode::WrongKey, "WrongKey"},
    {ErrorCode::StoreTooNew, "StoreTooNew"},
    {ErrorCode::StoreDamaged, "StoreDamaged"},
    {ErrorCode::Storage, "Storage"},
    {ErrorCode::KeychainFailed, "KeychainFailed"},
    {ErrorCode::MicrophoneMissing, "MicrophoneMissing"},
    {ErrorCode::MicrophoneBusy, "MicrophoneBusy"},
    {ErrorCode::MicrophoneGone, "MicrophoneGone"},
    {ErrorCode::SpeakerMissing, "SpeakerMissing"},
    {ErrorCode::CallsMissing, "CallsMissing"},
    {ErrorCode::Internal, "Internal"},
});
static_assert(kErrorCodes.size() == static_cast<std::size_t>(ErrorCode::Internal) + 1,
              "an error code has no name");

} // namespace kontor
