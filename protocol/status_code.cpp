#include "protocol/status_code.h"

#include "base/limits.h"

namespace kontor::protocol {

Error errorOf(const wire::Answer& answer) {
    const auto& args = answer.args();
    switch (answer.code()) {
    case wire::TOO_LARGE:
        return Error(ErrorCode::TooLarge, {std::to_string(args.limit())});
    case wire::VERSION_UNSUPPORTED:
        return Error(ErrorCode::VersionUnknown, {"protocol"});
    case wire::NOT_LOGGED_IN:
    case wire::LOGIN_FAILED:
        return Error(ErrorCode::LoginFailed);
    case wire::RETRY_LATER:
        return Error(ErrorCode::RetryLater, {std::to_string(args.retry_ms())});
    case wire::INVITE_UNKNOWN:
        return Error(ErrorCode::InviteUnknown);
    case wire::INVITE_USED:
        return Error(ErrorCode::InviteUsed);
    case wire::INVITE_EXPIRED:
        return Error(ErrorCode::InviteExpired);
    case wire::HANDLE_TAKEN:
        return Error(ErrorCode::HandleTaken);
    case wire::HANDLE_INVALID:
        return Error(ErrorCode::HandleInvalid, {std::to_string(limits::kHandleLetters)});
    case wire::NAME_INVALID:
        return Error(ErrorCode::NameInvalid, {std::to_string(limits::kNameLetters)});
    case wire::DEVICE_REVOKED:
        return Error(ErrorCode::DeviceRevoked);
    case wire::USER_DISABLED:
        return Error(ErrorCode::UserDisabled);
    case wire::FENCED:
        return Error(ErrorCode::Fenced);
    case wire::EXISTS:
        return Error(ErrorCode::GroupExists);
    case wire::NOT_MEMBER:
        return Error(ErrorCode::NotMember);
    case wire::STALE:
    case wire::INCARNATION:
        return Error(ErrorCode::Stale);
    case wire::NOT_FOUND:
        return Error(ErrorCode::FileGone);
    case wire::QUOTA_FULL:
        return Error(ErrorCode::QuotaFull, {std::to_string(args.limit())});
    case wire::KEY_PACKAGES_NONE:
        return Error(ErrorCode::KeyPackageMissing);
    default:
        return Error(ErrorCode::Refused, {args.rule()});
    }
}

bool isPermanent(wire::StatusCode code) {
    switch (code) {
    case wire::BAD_REQUEST:
    case wire::TOO_LARGE:
    case wire::INVALID:
        return true;
    default:
        return false;
    }
}

} // namespace kontor::protocol
