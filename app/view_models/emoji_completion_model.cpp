#include "app/view_models/emoji_completion_model.h"

#include "app/emoji/emoji_text.h"

namespace kontor {

namespace {

using emoji::toQString;
} // namespace

EmojiCompletionModel::EmojiCompletionModel(EmojiChoices& choices, emoji::EmojiSearch& search)
    : m_choices(choices)
    , m_search(search) {}

void EmojiCompletionModel::setLocale(const QLocale& locale) {
    m_language = emoji::languageOf(locale);
    show({});
}

void EmojiCompletionModel::follow(const QString& text, int caret) {
    if (caret < 0 || caret > text.size())
        return;
    const bool typed = typedOne(m_text, text, caret);
    m_text = text;
    if (typed) {
        const auto closed = emoji::closedCode(text, caret);
        const auto exact = closed ? emoji::emojiWithShortcode(closed->words) : std::nullopt;
        if (exact) {
            show({});
            return replace(closed->start, closed->length, *exact);
        }
    }
    const auto code = emoji::codeToComplete(text, caret);
    if (!code || code->start != m_dismissed)
        m_dismissed.reset();
    // Moving about opens nothing; it only leaves what is open.
    const bool goesOn = typed || (shown() && code && code->start == m_start);
    offer(goesOn && !m_dismissed ? code : std::nullopt);
}

void EmojiCompletionModel::offer(std::optional<emoji::TypedCode> code) {
    if (!code)
        return show({});
    m_start = code->start;
    m_length = code->length;
    // A shortcode is English in any language.
    auto found = m_search.find(code->words, m_language, emoji::EmojiSearch::Order::Equal);
    if (found.size() > kRows)
        found.resize(kRows);
    show(std::move(found));
}

void EmojiCompletionModel::show(std::vector<emoji::EmojiId> found) {
    if (found == m_found)
        return;
    beginResetModel();
    m_found = std::move(found);
    endResetModel();
    setCurrent(0);
    emit offered();
}

void EmojiCompletionModel::accept(int row) {
    if (row < 0 || row >= rowCount())
        return;
    const auto id = m_found[static_cast<std::size_t>(row)];
    show({});
    replace(m_start, m_length, id);
}

void EmojiCompletionModel::dismiss() {
    m_dismissed = m_start;
    show({});
}

void EmojiCompletionModel::replace(qsizetype start, qsizetype length, emoji::EmojiId id) {
    const auto emoji = textOf(id);
    m_choices.add(emoji);
    emit replaced(static_cast<int>(start), static_cast<int>(length), emoji);
}

QString EmojiCompletionModel::textOf(emoji::EmojiId id) const {
    return toQString(emoji::textOf(id, m_choices.tone()));
}

int EmojiCompletionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant EmojiCompletionModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto id = m_found.at(static_cast<std::size_t>(index.row()));
    switch (static_cast<Role>(role)) {
    case Role::Sign:
        return textOf(id);
    case Role::Name:
        return toQString(emoji::nameOf(id, m_language));
    case Role::Code:
        return QString(u':' + toQString(emoji::shortcodeOf(id)) + u':');
    case Role::Initials:
        return QString();
    case Role::Colour:
        return 0;
    case Role::Owner:
        return QString();
    }
    return {};
}

} // namespace kontor
