#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/number.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <variant>

/// Of values.h: who somebody is, and what an account is.
namespace kontor {

/// What is known of somebody's user identity key (design.md, 4).
enum class Trust : std::uint8_t {
    FirstUse,   ///< not verified: the first key that was seen
    Verified,   ///< safety numbers were compared in person
    KeyChanged, ///< another key than the known one: sending pauses until it is accepted
    Rejoined,   ///< sender's computer had lost its place and came in anew
    Strangers,  ///< people were not known to be members when oneself came back
};

/// What somebody says of herself; never guessed from whether her computer is connected.
struct Status {
    enum class Availability : std::uint8_t {
        Unsaid,
        Available,
        Busy,
        Away
    } availability = Availability::Unsaid;
    QString line;          ///< one line, at most limits::kStatusLetters; may be empty
    Milliseconds until{0}; ///< of the wall clock: both end by themselves; 0: they stay
    friend bool operator==(const Status&, const Status&) = default;
};

struct Person {
    UserId id;
    QString handle;
    QString name;
    Trust trust = Trust::FirstUse;
    enum class Standing : std::uint8_t { Active, Disabled } standing = Standing::Active;
    Status status{}; ///< one that has ended is none
    friend bool operator==(const Person&, const Person&) = default;
};

/// Whose picture: a person's, or a group's.
using AvatarOwner = std::variant<UserId, ConversationId>;

struct InviteOffer {
    QString organisation; ///< its name, from the verified statement
    QString suggestedName;
    QString handle; ///< set when it stays (a new computer of a known user)
};

struct RegistrationForm {
    QString link;
    QString name;
    QString handle;
};

/// Where the key that opens the store lies: said plainly in the settings.
enum class KeyPlace : std::uint8_t { Keychain, KeyFile };

/// Who is to hold it for a profile that has none yet.
enum class NewProfileKey : std::uint8_t {
    KeychainIfRunning, ///< for the desktop program
    KeyFile,           ///< for programs without a desktop: scripts, servers
};

/// What the organisation's administrators have set, as its key has signed it.
struct Policies {
    Milliseconds longestLife{0}; ///< of messages; whole seconds; 0: no bound
    friend bool operator==(const Policies&, const Policies&) = default;
};

struct Account {
    Person self;
    QString organisation;
    QString server; ///< host:port
    KeyPlace keyPlace = KeyPlace::KeyFile;
};

} // namespace kontor
