#pragma once

#include "core/values.h"

/// What is told of a conversation beside its timeline: lists of one kind, and who has a message.
namespace kontor {

/// What a conversation has of one kind.
enum class Listed : std::uint8_t {
    Files, ///< pictures and others
    Links, ///< texts with web addresses
    Polls, ///< open ones first
    Pins,  ///< newest pin first; the others newest first
};

struct ListingRequest {
    ConversationId conversation;
    Listed what = Listed::Files;
    std::optional<MessageRow> olderThan; ///< the last of the page before
    std::uint32_t count = 50;
};

struct ListingPage {
    std::vector<TimelineEntry> entries;
    bool reachesOldest = false;
};

/// Who has an own message, as far as people tell.
struct MessageInfo {
    struct Reader {
        Person person;
        std::optional<Milliseconds> deliveredAt; ///< none: it was sent, and nothing is known
        std::optional<Milliseconds> readAt;
        friend bool operator==(const Reader&, const Reader&) = default;
    };
    Milliseconds sentAt{0};
    std::vector<Reader> people; ///< by name
    enum class Reading : std::uint8_t {
        Told,
        Off, ///< oneself tells nobody what one reads, and sees nothing of it
    } reading = Reading::Told;
};

} // namespace kontor
