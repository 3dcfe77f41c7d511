#pragma once

#include "base/id.h"

#include <QString>

#include <cstdint>

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

struct Person {
    UserId id;
    QString handle;
    QString name;
    Trust trust = Trust::FirstUse;
    enum class Standing : std::uint8_t { Active, Disabled } standing = Standing::Active;
    friend bool operator==(const Person&, const Person&) = default;
};

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

struct Account {
    Person self;
    QString organisation;
    QString server; ///< host:port
    KeyPlace keyPlace = KeyPlace::KeyFile;
};

} // namespace kontor
