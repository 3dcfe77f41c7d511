#include "tools/kontor_cli/error_sentence.h"

namespace kontor::cli {
namespace {

std::string argument(const Error& error) {
    return error.args.empty() ? std::string() : error.args.front();
}

std::string quoted(const Error& error) {
    return "\"" + argument(error) + "\"";
}

std::string milliseconds(const Error& error) {
    return error.args.empty() ? std::string("a moment") : error.args.front() + " ms";
}

std::string ofRegistration(const Error& error) {
    switch (error.code) {
    case ErrorCode::LinkMalformed:
        return "This is not an invite link: it begins with kontor:// and has a # in it.";
    case ErrorCode::FingerprintWrong:
        return "The server is not the one that the link names. Somebody may be in between.";
    case ErrorCode::StatementWrong:
        return "The server could not prove who it is. Somebody may be in between.";
    case ErrorCode::InviteUnknown:
        return "The server does not know this invite, or it was revoked.";
    case ErrorCode::InviteUsed:
        return "This invite has been used already.";
    case ErrorCode::InviteExpired:
        return "This invite has expired.";
    case ErrorCode::HandleTaken:
        return "Somebody else has the handle " + quoted(error) + ".";
    case ErrorCode::HandleInvalid:
        return "A handle has 1 to " + argument(error) +
               " of the letters a-z, 0-9, '.', '_', '-' and begins with a letter or digit.";
    case ErrorCode::NameInvalid:
        return "A name has 1 to " + argument(error) + " letters.";
    case ErrorCode::LoginFailed:
        return "The server does not know this device.";
    case ErrorCode::DeviceRevoked:
        return "This device was cut off: another computer has taken its place.";
    case ErrorCode::UserDisabled:
        return "An administrator has disabled this account.";
    case ErrorCode::Fenced:
        return "The same profile is connected from somewhere else.";
    default:
        return {};
    }
}

std::string ofDelivery(const Error& error) {
    switch (error.code) {
    case ErrorCode::NotReachable:
        return "The server cannot be reached.";
    case ErrorCode::TimedOut:
        return "The server did not answer in time.";
    case ErrorCode::Stopped:
        return "The program was stopped.";
    case ErrorCode::Refused:
        return "The server refused the request: " +
               (error.args.empty() ? std::string("no reason given") : argument(error)) + ".";
    case ErrorCode::RetryLater:
        return "The server is busy: try again in " + milliseconds(error) + ".";
    case ErrorCode::Stale:
        return "The group has changed meanwhile.";
    case ErrorCode::NotMember:
        return "You are not a member of this conversation.";
    case ErrorCode::GroupExists:
        return "This conversation exists already.";
    case ErrorCode::KeyPackageMissing:
        return "Nothing can be sent to " + quoted(error) +
               " yet: no device of that person has "
               "published keys.";
    case ErrorCode::UserUnknown:
        return "Nobody here has the handle " + quoted(error) + ".";
    case ErrorCode::ConversationUnknown:
        return "There is no conversation " + quoted(error) + ", or there are several.";
    case ErrorCode::NotAllowed:
        if (argument(error) == "silent")
            return "Everybody has answered that poll already.";
        if (argument(error) == "reminded")
            return "That poll was reminded of already: again after a day.";
        return "The rules of this conversation do not allow that.";
    case ErrorCode::GroupFull:
        return "A group has at most " + argument(error) + " members.";
    case ErrorCode::PolicyForbids:
        return "Your organisation lets messages live " + argument(error) + " seconds at most.";
    case ErrorCode::PollClosed:
        if (argument(error) == "gone")
            return "The poll does not exist any more: its time is over, or it was deleted.";
        if (argument(error) == "closing")
            return "The poll is closed already; \"kontor-cli poll reopen\" opens one's own again.";
        return "The poll is closed: the vote came too late.";
    case ErrorCode::OptionUnknown:
        return "The poll has no option " + quoted(error) + ".";
    case ErrorCode::SafetyNumberWrong:
        return "The safety number is not the same.";
    case ErrorCode::IdentityChanged:
        return "The identity key of that person is another than the known one, and nobody has "
               "accepted it.";
    default:
        return {};
    }
}

std::string ofFiles(const Error& error) {
    switch (error.code) {
    case ErrorCode::FileGone:
        return "The server does not have this file any more.";
    case ErrorCode::FileDamaged:
        return "This file is damaged.";
    case ErrorCode::FileMissing:
        return "This file has not arrived yet.";
    case ErrorCode::QuotaFull:
        return "The server keeps at most " + argument(error) + " bytes of files for this device.";
    default:
        return {};
    }
}

std::string ofCryptography(const Error& error) {
    switch (error.code) {
    case ErrorCode::Malformed:
        if (argument(error) == "deadline")
            return "The deadline has passed: give a later one.";
        if (argument(error) == "date")
            return "The dates and the deadline of a poll lie between the years 2000 and 2099.";
        return "Something arrived that cannot be read" +
               (error.args.empty() ? std::string() : " (" + argument(error) + ")") + ".";
    case ErrorCode::TooLarge:
        return "This is too large: the limit is " + argument(error) + " bytes.";
    case ErrorCode::VersionUnknown:
        return "This needs a newer version of Kontor" +
               (error.args.empty() ? std::string() : " (" + argument(error) + ")") + ".";
    case ErrorCode::CryptoFailed:
        return "A signature or an encrypted text is not genuine.";
    case ErrorCode::GenerationSpent:
        return "A message arrived a second time and was passed over.";
    case ErrorCode::GenerationTooFar:
        return "Too many messages in between are missing.";
    case ErrorCode::EpochTooOld:
        return "A message is older than the keys that this device still has.";
    case ErrorCode::EpochUnknown:
        return "A message is newer than the keys that this device has.";
    case ErrorCode::GroupInvalid:
        return "A change breaks the rules of the group" +
               (error.args.empty() ? std::string() : " (" + argument(error) + ")") + ".";
    case ErrorCode::GroupLost:
        return "This device has lost its place in the conversation and is about to come back.";
    case ErrorCode::NotForUs:
        return "An invitation was meant for another device.";
    default:
        return {};
    }
}

std::string ofThisComputer(const Error& error) {
    switch (error.code) {
    case ErrorCode::ProfileInUse:
        return "Another program is using this profile.";
    case ErrorCode::ProfileMissing:
        return "Nobody has registered in this profile: see kontor-cli register.";
    case ErrorCode::WrongKey:
        return "The profile does not open with the key that lies beside it.";
    case ErrorCode::StoreTooNew:
        return "A newer version of Kontor has written this profile.";
    case ErrorCode::StoreDamaged:
        return "The store of this profile is damaged. It stays where it is; \"kontor-cli "
               "start-afresh\" "
               "makes a new one.";
    case ErrorCode::Storage:
        if (!error.args.empty())
            return "The file " + quoted(error) + " cannot be read or written.";
        return "The profile could not be read or written; the disk may be full.";
    case ErrorCode::KeychainFailed:
        return "The system's keychain did not give out the key of this profile.";
    case ErrorCode::MicrophoneMissing:
        return "There is no microphone.";
    case ErrorCode::MicrophoneBusy:
        return "Another program is using the microphone.";
    case ErrorCode::MicrophoneGone:
        return "The microphone was unplugged.";
    case ErrorCode::SpeakerMissing:
        return "There is no loudspeaker.";
    case ErrorCode::CallsMissing:
        return "The parts for calls (GStreamer with webrtcbin) are not installed.";
    case ErrorCode::Internal:
        return "Something went wrong inside Kontor.";
    default:
        return {};
    }
}

} // namespace

std::string sentenceOf(const Error& error) {
    for (const auto part : {ofRegistration, ofDelivery, ofFiles, ofCryptography, ofThisComputer}) {
        if (auto sentence = part(error); !sentence.empty())
            return sentence;
    }
    return {};
}

ExitCode exitCodeOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::LinkMalformed:
    case ErrorCode::HandleInvalid:
    case ErrorCode::NameInvalid:
    case ErrorCode::TooLarge:
    case ErrorCode::UserUnknown:
    case ErrorCode::ConversationUnknown:
    case ErrorCode::OptionUnknown:
    case ErrorCode::PolicyForbids:
        return ExitCode::Usage;
    case ErrorCode::NotReachable:
    case ErrorCode::TimedOut:
    case ErrorCode::RetryLater:
    case ErrorCode::FileMissing:
        return ExitCode::NotReachable;
    case ErrorCode::Stopped:
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
        return ExitCode::Local;
    default:
        return ExitCode::Refused;
    }
}

} // namespace kontor::cli
