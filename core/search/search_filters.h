#pragma once

#include <QDate>
#include <QStringList>

#include <optional>
#include <vector>

/// Filters typed among the words of a search. Pure, any thread.
///
///     von:anna   from:"Anna Berg"          who wrote it (ich, me: oneself); several: any of them
///     in:team                              where it stands (notizen, notes); several: any of them
///     hat:bild | link | umfrage | datei    has:picture | link | poll | file; several: all of them
///     vor:2026-11-01   before:1.11.2026    sent before that day
///     nach:2026-11-01  after:1.11.2026     sent on that day or later
///
/// Letters large or small. A filter that means nothing (another value, no such day) and what stands
/// in quotes are plain words.
namespace kontor {

/// What a message may have. A picture is no other file.
enum class SearchedContent : std::uint8_t { Picture, Link, Poll, File };

struct SearchFilters {
    QString words = {}; ///< what is no filter, as typed
    QStringList senders = {};
    QStringList conversations = {};
    std::vector<SearchedContent> contents = {}; ///< each once
    std::optional<QDate> since = {};
    std::optional<QDate> before = {};

    [[nodiscard]] bool any() const {
        return !senders.isEmpty() || !conversations.isEmpty() || !contents.empty() || since ||
               before;
    }
    friend bool operator==(const SearchFilters&, const SearchFilters&) = default;
};

/// A filter as it stands among the words.
struct TypedFilter {
    enum class Kind : std::uint8_t { Sender, Conversation, Content, Before, Since } kind;
    qsizetype start = 0;
    qsizetype length = 0; ///< with its name and its quotes
    QString value;        ///< without quotes; only a sender that is being typed may have none
    std::optional<SearchedContent> content; ///< of Content
    [[nodiscard]] qsizetype end() const { return start + length; }
};
/// In the order in which they were typed.
[[nodiscard]] std::vector<TypedFilter> filtersIn(const QString& typed);

/// Of what is longer than kFilterLetters the rest is left out: a person does not type it.
[[nodiscard]] SearchFilters readFilters(const QString& typed);
inline constexpr qsizetype kFilterLetters = 512;

} // namespace kontor
