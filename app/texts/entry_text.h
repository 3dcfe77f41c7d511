#pragma once

#include "app/texts/moments.h"
#include "core/values.h"

#include <QCoreApplication>

namespace kontor {

/// What entries say that are no text messages: who came, who went, what could not be read.
class EntryText {
    Q_DECLARE_TR_FUNCTIONS(kontor::EntryText)

public:
    /// The line of the timeline; a text message's own words for Text.
    [[nodiscard]] static QString of(const TimelineEntry& entry);
    /// One line for the list of conversations, where only the kind and the sender are known.
    [[nodiscard]] static QString preview(const ConversationSummary& summary, const UserId& self);
    /// "Anna and Bob are typing …"; who, is known where there is one other person alone.
    [[nodiscard]] static QString typing(const std::vector<Person>& people, ConversationKind kind);
    /// The name by which a conversation goes: note-to-self has none of its own.
    [[nodiscard]] static QString title(const ConversationSummary& summary);
    /// 03:27, 1:02:09
    [[nodiscard]] static QString duration(std::chrono::seconds length);
    /// "sent", for screen readers; empty for messages of others.
    [[nodiscard]] static QString delivery(DeliveryState state);
    /// "Anna, Bob and Cora"; the first few of many.
    [[nodiscard]] static QString names(const std::vector<Person>& people);
    /// The same where `people` are only the first of so many.
    [[nodiscard]] static QString names(const std::vector<Person>& people, std::size_t all);
    /// Of a poll's closing, with the result as the reader writes its dates.
    [[nodiscard]] static QString closing(const TimelineEntry& entry, const Moments& moments);

private:
    [[nodiscard]] static QString call(const TimelineEntry& entry);
    [[nodiscard]] static QString membership(const TimelineEntry& entry);
    [[nodiscard]] static QString setting(const TimelineEntry& entry);
    [[nodiscard]] static QString closing(const TimelineEntry& entry);
    [[nodiscard]] static QString reopening(const TimelineEntry& entry);
};

} // namespace kontor
