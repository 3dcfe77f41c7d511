#include "app/texts/error_text.h"

#include "app/texts/lifetime_text.h"

namespace kontor {

namespace {

QString argument(const Error& error) {
    return error.args.empty() ? QString() : QString::fromStdString(error.args.front());
}

int number(const Error& error) {
    return argument(error).toInt();
}

} // namespace

// Each switch ends without a default, so that the compiler names a code that has no sentence.
QString ErrorText::of(const Error& error) {
    switch (error.code) {
    case ErrorCode::Malformed:
        return ofForm(error);
    case ErrorCode::VersionUnknown:
        return tr("This needs a newer version of Kontor. Please update.");
    case ErrorCode::LinkMalformed:
    case ErrorCode::FingerprintWrong:
    case ErrorCode::StatementWrong:
    case ErrorCode::InviteUnknown:
    case ErrorCode::InviteUsed:
    case ErrorCode::InviteExpired:
    case ErrorCode::HandleTaken:
    case ErrorCode::HandleInvalid:
    case ErrorCode::NameInvalid:
    case ErrorCode::LoginFailed:
    case ErrorCode::DeviceRevoked:
    case ErrorCode::UserDisabled:
    case ErrorCode::Fenced:
        return aboutConnecting(error);
    case ErrorCode::NotReachable:
    case ErrorCode::TimedOut:
    case ErrorCode::Stopped:
    case ErrorCode::Refused:
    case ErrorCode::RetryLater:
    case ErrorCode::Stale:
    case ErrorCode::NotMember:
    case ErrorCode::GroupExists:
    case ErrorCode::KeyPackageMissing:
    case ErrorCode::UserUnknown:
    case ErrorCode::ConversationUnknown:
    case ErrorCode::NotAllowed:
    case ErrorCode::GroupFull:
    case ErrorCode::PollClosed:
    case ErrorCode::OptionUnknown:
    case ErrorCode::SafetyNumberWrong:
    case ErrorCode::IdentityChanged:
        return aboutDelivery(error);
    case ErrorCode::TooLarge:
    case ErrorCode::FileGone:
    case ErrorCode::FileDamaged:
    case ErrorCode::FileMissing:
    case ErrorCode::QuotaFull:
    case ErrorCode::PolicyForbids:
        return aboutLimits(error);
    case ErrorCode::CryptoFailed:
    case ErrorCode::GenerationSpent:
    case ErrorCode::GenerationTooFar:
    case ErrorCode::EpochTooOld:
    case ErrorCode::EpochUnknown:
    case ErrorCode::GroupInvalid:
    case ErrorCode::GroupLost:
    case ErrorCode::NotForUs:
        return aboutSecurity(error);
    case ErrorCode::ProfileInUse:
    case ErrorCode::ProfileMissing:
    case ErrorCode::WrongKey:
    case ErrorCode::StoreTooNew:
    case ErrorCode::StoreDamaged:
    case ErrorCode::Storage:
    case ErrorCode::KeychainFailed:
    case ErrorCode::MicrophoneMissing:
    case ErrorCode::MicrophoneBusy:
    case ErrorCode::MicrophoneGone:
    case ErrorCode::SpeakerMissing:
    case ErrorCode::CallsMissing:
    case ErrorCode::Internal:
        return aboutThisComputer(error);
    }
    return {};
}

QString ErrorText::ofForm(const Error& error) {
    const auto what = argument(error);
    if (what == QLatin1String("deadline"))
        return tr("The end of the poll has passed meanwhile. Choose a later one.");
    if (what == QLatin1String("date"))
        return tr(
            "The dates and the end of a poll lie between the years 2000 and 2099. Choose other "
            "ones.");
    return tr("Something arrived that Kontor cannot read.");
}

QString ErrorText::ofPoll(const Error& error) {
    const auto what = argument(error);
    if (what == QLatin1String("gone"))
        return tr(
            "This poll does not exist any more: its time is over, or it was deleted. Its author "
            "can ask again.");
    if (what == QLatin1String("closing"))
        return tr("The poll is closed already. Its author can open it again.");
    return tr("The poll is closed. Your vote came too late.");
}

QString ErrorText::ofRight(const Error& error) {
    const auto what = argument(error);
    if (what == QLatin1String("silent"))
        return tr("Everybody has answered already. You can close the poll.");
    if (what == QLatin1String("reminded"))
        return tr("You have reminded of this poll already. You can do it again after a day.");
    return tr("You may not do this here.");
}

QString ErrorText::aboutConnecting(const Error& error) {
    switch (error.code) {
    case ErrorCode::LinkMalformed:
        return tr("That is not a complete invite link. It begins with kontor://.");
    case ErrorCode::FingerprintWrong:
        return tr("The server that answers is not the one that the link names. Please ask your "
                  "administrator for a new link.");
    case ErrorCode::StatementWrong:
        return tr("The server cannot prove that it belongs to your company. Nothing was sent to "
                  "it.");
    case ErrorCode::InviteUnknown:
        return tr("The server does not know this link. Please ask your administrator for a new "
                  "one.");
    case ErrorCode::InviteUsed:
        return tr("The link has been used already. Please ask your administrator for a new one.");
    case ErrorCode::InviteExpired:
        return tr("The link has expired. Please ask your administrator for a new one.");
    case ErrorCode::HandleTaken:
        return tr("“%1” is taken. Please choose another handle.").arg(argument(error));
    case ErrorCode::HandleInvalid:
        return error.args.empty()
                   ? tr("Use the letters a to z, digits, dot, hyphen and underscore.")
                   : tr("Use up to %n of these: a to z, digits, dot, hyphen, underscore.", "",
                        number(error));
    case ErrorCode::NameInvalid:
        return error.args.empty()
                   ? tr("Please enter a name.")
                   : tr("Please enter a name of up to %n letter(s).", "", number(error));
    case ErrorCode::LoginFailed:
        return tr("The server did not recognise this computer.");
    case ErrorCode::DeviceRevoked:
        return tr("Another computer has taken the place of this one. What you have here can still "
                  "be read.");
    case ErrorCode::UserDisabled:
        return tr("Your account has been closed by your administrator. What you have here can "
                  "still be read.");
    case ErrorCode::Fenced:
        return tr("This account is being used in another place with a copy of this profile.");
    default:
        return {};
    }
}

QString ErrorText::aboutDelivery(const Error& error) {
    switch (error.code) {
    case ErrorCode::NotReachable:
        return tr("There is no connection to the server.");
    case ErrorCode::TimedOut:
        return tr("The server did not answer in time.");
    case ErrorCode::Stopped:
        return tr("This was not finished, because Kontor was closed.");
    case ErrorCode::Refused:
        return tr("The server did not accept this.");
    case ErrorCode::RetryLater:
        return tr("The server is busy. Please try again in a moment.");
    case ErrorCode::Stale:
        return tr("The conversation has changed in the meantime. Please try again.");
    case ErrorCode::NotMember:
        return tr("You are not a member of this conversation any more.");
    case ErrorCode::GroupExists:
        return tr("This conversation exists already.");
    case ErrorCode::KeyPackageMissing:
        return error.args.empty()
                   ? tr("One of these people cannot be reached yet: their Kontor has to be started "
                        "once.")
                   : tr("%1 cannot be reached yet: their Kontor has to be started once.")
                         .arg(argument(error));
    case ErrorCode::UserUnknown:
        return error.args.empty()
                   ? tr("There is no such person in your company.")
                   : tr("There is nobody called “%1” in your company.").arg(argument(error));
    case ErrorCode::ConversationUnknown:
        return tr("This conversation does not exist any more.");
    case ErrorCode::NotAllowed:
        return ofRight(error);
    case ErrorCode::GroupFull:
        return error.args.empty()
                   ? tr("The group is full.")
                   : tr("The group is full: it can have %n member(s).", "", number(error));
    case ErrorCode::PollClosed:
        return ofPoll(error);
    case ErrorCode::OptionUnknown:
        return tr("The poll has no such option.");
    case ErrorCode::SafetyNumberWrong:
        return tr(
            "The safety numbers are not the same. Ask this person in another way before you go "
            "on.");
    case ErrorCode::IdentityChanged:
        return tr("The key of this person has changed. Ask them in person before you go on.");
    default:
        return {};
    }
}

QString ErrorText::aboutLimits(const Error& error) {
    switch (error.code) {
    case ErrorCode::TooLarge:
        return error.args.empty() ? tr("That is too long.")
                                  : tr("That is too long: %1 is the limit.").arg(argument(error));
    case ErrorCode::FileGone:
        return tr("The server does not have this file any more.");
    case ErrorCode::FileDamaged:
        return tr("This file is damaged.");
    case ErrorCode::FileMissing:
        return tr("This file has not arrived yet.");
    case ErrorCode::PolicyForbids:
        return tr("Messages live %1 at most in your company. Choose a shorter time.")
            .arg(LifetimeText::length(std::chrono::seconds(argument(error).toLongLong())));
    case ErrorCode::QuotaFull:
        return tr("Your place for files on the server is full. Files go by themselves after 30 "
                  "days.");
    default:
        return {};
    }
}

QString ErrorText::aboutSecurity(const Error& error) {
    switch (error.code) {
    case ErrorCode::CryptoFailed:
        return tr("Something could not be verified and was not accepted.");
    case ErrorCode::GenerationSpent:
        return tr("A message came a second time and was not accepted.");
    case ErrorCode::GenerationTooFar:
    case ErrorCode::EpochTooOld:
    case ErrorCode::EpochUnknown:
        return tr("A message could not be read on this computer.");
    case ErrorCode::GroupInvalid:
        return tr("The server accepted a change that breaks the rules of this conversation. Please "
                  "tell your administrator.");
    case ErrorCode::GroupLost:
        return tr(
            "This computer has lost its place in this conversation and is about to come back. "
            "What you have here can still be read.");
    case ErrorCode::NotForUs:
        return tr("You were invited to a conversation that this computer cannot open. Please ask "
                  "to be added again.");
    default:
        return {};
    }
}

QString ErrorText::aboutThisComputer(const Error& error) {
    switch (error.code) {
    case ErrorCode::ProfileInUse:
        return tr("Another program is using this profile. Close it and try again.");
    case ErrorCode::ProfileMissing:
        return tr("Nobody has registered here yet.");
    case ErrorCode::WrongKey:
        return tr("The key on this computer does not open your messages.");
    case ErrorCode::StoreTooNew:
        return tr("Your messages were stored by a newer version of Kontor. Please update.");
    case ErrorCode::StoreDamaged:
        return tr("The file with your messages is damaged. It stays where it is.");
    case ErrorCode::Storage:
        return tr("Your messages cannot be read from or written to the disk.");
    case ErrorCode::KeychainFailed:
        return tr("The keychain of this computer did not give out the key to your messages. They "
                  "are all still there: start or unlock the keychain, then try again.");
    case ErrorCode::MicrophoneMissing:
        return tr("No microphone was found on this computer.");
    case ErrorCode::MicrophoneBusy:
        return tr("Another program is using the microphone.");
    case ErrorCode::MicrophoneGone:
        return tr("The microphone was unplugged.");
    case ErrorCode::SpeakerMissing:
        return tr("No loudspeaker or headset was found on this computer.");
    case ErrorCode::CallsMissing:
        return tr("Calls are not installed on this computer.");
    case ErrorCode::Internal:
        return tr("That did not work. Please tell whoever maintains Kontor for you.");
    default:
        return {};
    }
}

} // namespace kontor
