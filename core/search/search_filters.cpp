#include "core/search/search_filters.h"

#include <algorithm>
#include <array>

namespace kontor {
namespace {

using Key = TypedFilter::Kind;

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

/// What was typed, piece by piece: filters, and words between them.
class Reading {
public:
    explicit Reading(const QString& typed)
        : m_typed(QStringView(typed).left(kFilterLetters)) {}

    struct Piece {
        QStringView typed;
        std::optional<TypedFilter> filter;
    };
    std::optional<Piece> next() {
        while (m_at < m_typed.size() && m_typed[m_at].isSpace())
            ++m_at;
        if (m_at == m_typed.size())
            return std::nullopt;
        const auto start = m_at;
        m_at = pieceEnd();
        Piece piece{m_typed.sliced(start, m_at - start), {}};
        piece.filter = filterOf(piece.typed);
        if (piece.filter) {
            piece.filter->start = start;
            piece.filter->length = piece.typed.size();
        }
        return piece;
    }

private:
    /// Up to a blank that stands in no quotes.
    [[nodiscard]] qsizetype pieceEnd() const {
        bool quoted = false;
        for (qsizetype at = m_at; at < m_typed.size(); ++at) {
            if (m_typed[at] == u'"')
                quoted = !quoted;
            else if (!quoted && m_typed[at].isSpace())
                return at;
        }
        return m_typed.size();
    }

    [[nodiscard]] static std::optional<TypedFilter> filterOf(QStringView piece) {
        const qsizetype colon = piece.indexOf(u':');
        const auto key = colon < 0 ? std::nullopt : named(kKeys, piece.first(colon));
        if (!key)
            return std::nullopt;
        TypedFilter filter;
        filter.kind = *key;
        filter.value = piece.sliced(colon + 1).toString().remove(QLatin1Char('"')).simplified();
        if (*key == Key::Content)
            filter.content = named(kContents, filter.value);
        const bool day = *key == Key::Before || *key == Key::Since;
        if ((*key == Key::Content && !filter.content) || (day && !dayOf(filter.value)))
            return std::nullopt;
        return filter;
    }

    QStringView m_typed;
    qsizetype m_at = 0;
};

void add(SearchFilters& filters, const TypedFilter& filter) {
    const auto& value = filter.value;
    switch (filter.kind) {
    case Key::Sender:
        filters.senders << value;
        return;
    case Key::Conversation:
        filters.conversations << value;
        return;
    case Key::Content:
        if (std::ranges::find(filters.contents, *filter.content) == filters.contents.end())
            filters.contents.push_back(*filter.content);
        return;
    // Of several days the narrowest counts.
    case Key::Before:
        filters.before = std::min(*dayOf(value), filters.before.value_or(*dayOf(value)));
        return;
    case Key::Since:
        filters.since = std::max(*dayOf(value), filters.since.value_or(*dayOf(value)));
        return;
    }
}

} // namespace

SearchFilters readFilters(const QString& typed) {
    SearchFilters filters;
    Reading reading(typed);
    while (const auto piece = reading.next()) {
        if (piece->filter && !piece->filter->value.isEmpty()) {
            add(filters, *piece->filter);
            continue;
        }
        if (!filters.words.isEmpty())
            filters.words += QLatin1Char(' ');
        filters.words += piece->typed;
    }
    return filters;
}

std::vector<TypedFilter> filtersIn(const QString& typed) {
    std::vector<TypedFilter> found;
    Reading reading(typed);
    while (const auto piece = reading.next())
        if (piece->filter &&
            (!piece->filter->value.isEmpty() || piece->filter->kind == Key::Sender))
            found.push_back(*piece->filter);
    return found;
}

} // namespace kontor
