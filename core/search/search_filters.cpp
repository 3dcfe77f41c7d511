#include "core/search/search_filters.h"

#include <algorithm>
#include <array>

namespace kontor {
namespace {

enum class Key : std::uint8_t { Sender, Conversation, Content, Before, Since };

template <typename Value>
struct Named {
    QLatin1StringView name;
    Value value;
};
constexpr auto kKeys = std::to_array<Named<Key>>({
    {QLatin1StringView("von"), Key::Sender},
    {QLatin1StringView("from"), Key::Sender},
    {QLatin1StringView("in"), Key::Conversation},
    {QLatin1StringView("hat"), Key::Content},
    {QLatin1StringView("has"), Key::Content},
    {QLatin1StringView("vor"), Key::Before},
    {QLatin1StringView("before"), Key::Before},
    {QLatin1StringView("nach"), Key::Since},
    {QLatin1StringView("after"), Key::Since},
});
constexpr auto kContents = std::to_array<Named<SearchedContent>>({
    {QLatin1StringView("bild"), SearchedContent::Picture},
    {QLatin1StringView("picture"), SearchedContent::Picture},
    {QLatin1StringView("link"), SearchedContent::Link},
    {QLatin1StringView("umfrage"), SearchedContent::Poll},
    {QLatin1StringView("poll"), SearchedContent::Poll},
    {QLatin1StringView("datei"), SearchedContent::File},
    {QLatin1StringView("file"), SearchedContent::File},
});

template <typename Value, std::size_t N>
std::optional<Value> named(const std::array<Named<Value>, N>& all, QStringView name) {
    const auto found = std::ranges::find_if(all, [&](const Named<Value>& one) {
        return name.compare(one.name, Qt::CaseInsensitive) == 0;
    });
    return found == all.end() ? std::nullopt : std::optional(found->value);
}

std::optional<QDate> dayOf(const QString& text) {
    for (const QLatin1StringView form :
         {QLatin1StringView("yyyy-M-d"), QLatin1StringView("d.M.yyyy")}) {
        const QDate day = QDate::fromString(text, QString(form));
        if (day.isValid())
            return day;
    }
    return std::nullopt;
}

/// Words as they were typed, one after the other.
class Reading {
public:
    explicit Reading(const QString& typed)
        : m_typed(QStringView(typed).left(kFilterLetters)) {}

    SearchFilters run() {
        while (!m_typed.isEmpty()) {
            if (m_typed.front().isSpace()) {
                m_typed = m_typed.sliced(1);
                continue;
            }
            const qsizetype size = nextSize();
            const QStringView piece = m_typed.first(size);
            m_typed = m_typed.sliced(size);
            if (!takeFilter(piece))
                addWord(piece);
        }
        return std::move(m_filters);
    }

private:
    /// Up to a blank that stands in no quotes.
    [[nodiscard]] qsizetype nextSize() const {
        bool quoted = false;
        for (qsizetype at = 0; at < m_typed.size(); ++at) {
            if (m_typed[at] == u'"')
                quoted = !quoted;
            else if (!quoted && m_typed[at].isSpace())
                return at;
        }
        return m_typed.size();
    }

    [[nodiscard]] bool takeFilter(QStringView piece) {
        const qsizetype colon = piece.indexOf(u':');
        const auto key = colon < 0 ? std::nullopt : named(kKeys, piece.first(colon));
        if (!key)
            return false;
        const QString value =
            piece.sliced(colon + 1).toString().remove(QLatin1Char('"')).simplified();
        if (value.isEmpty())
            return false;
        switch (*key) {
        case Key::Sender:
            m_filters.senders << value;
            return true;
        case Key::Conversation:
            m_filters.conversations << value;
            return true;
        case Key::Content:
            return takeContent(value);
        case Key::Before:
        case Key::Since:
            return takeDay(*key, value);
        }
        return false;
    }

    [[nodiscard]] bool takeContent(const QString& value) {
        const auto content = named(kContents, value);
        if (!content)
            return false;
        if (std::ranges::find(m_filters.contents, *content) == m_filters.contents.end())
            m_filters.contents.push_back(*content);
        return true;
    }

    /// Of several the narrowest counts.
    [[nodiscard]] bool takeDay(Key key, const QString& value) {
        const auto day = dayOf(value);
        if (!day)
            return false;
        if (key == Key::Before)
            m_filters.before = std::min(*day, m_filters.before.value_or(*day));
        else
            m_filters.since = std::max(*day, m_filters.since.value_or(*day));
        return true;
    }

    void addWord(QStringView piece) {
        if (!m_filters.words.isEmpty())
            m_filters.words += QLatin1Char(' ');
        m_filters.words += piece;
    }

    QStringView m_typed;
    SearchFilters m_filters;
};

} // namespace

SearchFilters readFilters(const QString& typed) {
    return Reading(typed).run();
}

} // namespace kontor
