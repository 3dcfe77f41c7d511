#include "app/view_models/search_filter_model.h"

#include <algorithm>

namespace kontor {

namespace {

constexpr int kButtons = 8;
constexpr int kWeek = 7;

QString quoted(const QString& value) {
    QString inQuotes(value);
    inQuotes.remove(QLatin1Char('"'));
    return QLatin1Char('"') + inQuotes + QLatin1Char('"');
}

} // namespace

void SearchFilterModel::set(const QString& words, const QString& open) {
    if (m_open.isEmpty() != open.isEmpty()) {
        beginResetModel();
        m_words = words;
        m_open = open;
        endResetModel();
        return;
    }
    m_words = words;
    m_open = open;
    emit dataChanged(index(0), index(rowCount() - 1), {static_cast<int>(Role::Chosen)});
}

void SearchFilterModel::retranslate() {
    emit dataChanged(index(0), index(rowCount() - 1), {static_cast<int>(Role::Text)});
}

SearchFilterModel::Button SearchFilterModel::at(int row) const {
    const bool skips = m_open.isEmpty() && row >= static_cast<int>(Button::Here);
    return static_cast<Button>(row + (skips ? 1 : 0));
}

int SearchFilterModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kButtons - (m_open.isEmpty() ? 1 : 0);
}

QVariant SearchFilterModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto button = at(index.row());
    if (role == static_cast<int>(Role::Text))
        return textOf(button);
    if (role == static_cast<int>(Role::Chosen))
        return chosen(button);
    return {};
}

QHash<int, QByteArray> SearchFilterModel::roleNames() const {
    return {{static_cast<int>(Role::Text), "text"}, {static_cast<int>(Role::Chosen), "chosen"}};
}

QString SearchFilterModel::textOf(Button button) {
    switch (button) {
    case Button::Picture:
        return tr("Pictures");
    case Button::Link:
        return tr("Links");
    case Button::Poll:
        return tr("Polls");
    case Button::File:
        return tr("Files");
    case Button::Sender:
        return tr("From…");
    case Button::Here:
        return tr("In this conversation");
    case Button::Week:
        return tr("Last 7 days");
    case Button::Before:
        return tr("Before…");
    }
    return {};
}

/// As somebody would type it in her language.
QString SearchFilterModel::typed(Button button, const QDate& today) const {
    switch (button) {
    case Button::Picture:
        return tr("has:picture", "typed in a search; one of has:picture and hat:bild");
    case Button::Link:
        return tr("has:link", "typed in a search; one of has:link and hat:link");
    case Button::Poll:
        return tr("has:poll", "typed in a search; one of has:poll and hat:umfrage");
    case Button::File:
        return tr("has:file", "typed in a search; one of has:file and hat:datei");
    case Button::Sender:
        return tr("from:", "typed in a search; one of from: and von:");
    case Button::Here:
        return QLatin1String("in:") + quoted(m_open);
    case Button::Week:
        return tr("after:", "typed in a search; one of after: and nach:") +
               today.addDays(-kWeek).toString(Qt::ISODate);
    case Button::Before:
        return tr("before:", "typed in a search; one of before: and vor:") +
               today.toString(Qt::ISODate);
    }
    return {};
}

bool SearchFilterModel::says(Button button, const TypedFilter& filter) const {
    using Kind = TypedFilter::Kind;
    switch (button) {
    case Button::Picture:
        return filter.content == SearchedContent::Picture;
    case Button::Link:
        return filter.content == SearchedContent::Link;
    case Button::Poll:
        return filter.content == SearchedContent::Poll;
    case Button::File:
        return filter.content == SearchedContent::File;
    case Button::Sender:
        return filter.kind == Kind::Sender;
    case Button::Here:
        return filter.kind == Kind::Conversation;
    case Button::Week:
        return filter.kind == Kind::Since;
    case Button::Before:
        return filter.kind == Kind::Before;
    }
    return false;
}

bool SearchFilterModel::chosen(Button button) const {
    return std::ranges::any_of(filtersIn(m_words), [this, button](const TypedFilter& filter) {
        return says(button, filter);
    });
}

QString SearchFilterModel::pressed(int row, const QDate& today) const {
    const auto button = at(row);
    if (!chosen(button)) {
        const auto before = m_words.trimmed();
        const auto after = typed(button, today);
        // A sender is to be typed on, the others are whole.
        const auto end = button == Button::Sender ? QString() : QStringLiteral(" ");
        return before + (before.isEmpty() ? QString() : QStringLiteral(" ")) + after + end;
    }
    QString words = m_words;
    auto filters = filtersIn(words);
    std::ranges::reverse(filters);
    for (const auto& filter : filters)
        if (says(button, filter))
            words.remove(filter.start, filter.length);
    words = words.simplified();
    return words.isEmpty() ? words : words + QLatin1Char(' ');
}

std::optional<TypedFilter> SearchFilterModel::senderBeingTyped(const QString& words) {
    const auto filters = filtersIn(words);
    if (filters.empty() || filters.back().kind != TypedFilter::Kind::Sender ||
        filters.back().end() != words.size())
        return std::nullopt;
    return filters.back();
}

QString SearchFilterModel::withSender(const QString& words, const QString& handle) {
    const auto sender = senderBeingTyped(words);
    if (!sender)
        return words;
    const auto colon = words.indexOf(u':', sender->start);
    return words.left(colon + 1) + handle + QLatin1Char(' ');
}

} // namespace kontor
