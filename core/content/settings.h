#pragma once

#include "base/clock.h"
#include "base/number.h"
#include "core/content/mimi_content.h"

namespace kontor::content {

inline constexpr std::string_view kSettingsType = "application/vnd.kontor.settings+cbor";

/// A conversation's settings, the whole state each time: the last one in log order wins, if its
/// sender was allowed to send it there (delivery.md, 1). What this version does not know it keeps
/// and sends on, or a group's picture would go when an older program renames the group.
///
///     settings = { 0: 1,                     ; version
///                  1: tstr .size (0..256),   ; name, at most 64 code points; empty: none
///                  2: tstr .size (0..2048),  ; description
///                  3: uint,                  ; lifetime of messages in seconds; 0: for ever
///                  ? 4: uint,                ; repeats: the seq of the settings that these repeat
///                  ? 5: bstr .size (1..24576), ; a group's picture: JPEG, PNG or WebP
///                  * uint => any }           ; a later minor addition
struct Settings {
    static constexpr std::uint64_t kVersion = 1;
    static constexpr std::size_t kGreatestDescription = 2'048;
    static constexpr Milliseconds kLeastLifetime = std::chrono::seconds(5);
    static constexpr Milliseconds kGreatestLifetime = std::chrono::hours(24 * 28);

    std::string name;
    std::string description;
    Milliseconds lifetime{0}; ///< whole seconds
    /// Told again for somebody who joined: counts only where no settings of that seq or a later one
    /// is known.
    std::optional<Seq> repeats;
    Bytes picture;                 ///< empty: none
    std::vector<Extension> others; ///< ascending by key
    friend bool operator==(const Settings&, const Settings&) = default;
};

/// `settings` is within the limits above.
[[nodiscard]] SinglePart encodeSettings(const Settings& settings);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Settings> parseSettings(ByteView cbor);

/// What an adder tells those whom she adds, inside the Welcome's encrypted GroupInfo: the settings
/// as she knows them and the seq of the message that set them (0: never set).
///
///     joiner-view = [1, settings, uint]
struct JoinerView {
    Settings settings;
    Seq seq;
    friend bool operator==(const JoinerView&, const JoinerView&) = default;
};
[[nodiscard]] Bytes encodeJoinerView(const JoinerView& view);
[[nodiscard]] Result<JoinerView> parseJoinerView(ByteView cbor);

} // namespace kontor::content
