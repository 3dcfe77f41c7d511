#include "app/view_models/emoji_picker_model.h"

#include "app/emoji/emoji_text.h"

#include <algorithm>

namespace kontor {

namespace {

using emoji::EmojiId;
using emoji::Tone;
using emoji::toQString;

/// Stands for each group in the bar, the first for what was used last.
constexpr std::array<const char*, emoji::kGroups + 1> kGroupSigns{"🕘", "😀", "🐻", "🍎", "⚽",
                                                                  "🚗", "💡", "🔣", "🏁"};
constexpr std::string_view kHand = "✋";
constexpr std::size_t kTop = 0; ///< the section of what was found or was used last

} // namespace

EmojiPickerModel::EmojiPickerModel(EmojiChoices& choices, emoji::EmojiSearch& search)
    : m_choices(choices)
    , m_search(search) {
    connect(&m_choices, &EmojiChoices::recentChanged, this, [this] {
        if (!searching())
            replaceTop();
        emit recentChanged();
    });
    connect(&m_choices, &EmojiChoices::toneChanged, this, [this] {
        if (!m_rows.empty())
            emit dataChanged(index(0), index(rowCount() - 1));
        emit toneChanged();
    });
}

int EmojiPickerModel::found() const {
    return searching() ? static_cast<int>(m_sections[kTop].size()) : 0;
}

void EmojiPickerModel::setColumns(int columns) {
    if (m_columns == columns || columns < 1)
        return;
    m_columns = columns;
    rebuild();
    emit columnsChanged();
}

void EmojiPickerModel::setWords(const QString& words) {
    const auto trimmed = words.trimmed();
    if (m_words == trimmed)
        return;
    m_words = trimmed;
    replaceTop();
    emit wordsChanged();
}

void EmojiPickerModel::setTone(int tone) {
    m_choices.setTone(static_cast<Tone>(std::clamp<int>(tone, 0, emoji::kTones)));
}

void EmojiPickerModel::setLocale(const QLocale& locale) {
    m_language = emoji::languageOf(locale);
    replaceTop(); // the own language's names are found first
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
    emit languageChanged();
}

void EmojiPickerModel::fillTop() {
    auto& top = m_sections[kTop];
    top.clear();
    if (searching()) {
        for (const auto id : m_search.find(m_words, m_language))
            top.push_back({id, std::nullopt});
        return;
    }
    for (const auto& each : m_choices.recent()) {
        const auto bytes = each.toUtf8();
        if (const auto known = emoji::emojiAtBegin(emoji::viewOf(bytes)))
            top.push_back({known->id, known->variant});
    }
}

std::vector<EmojiPickerModel::Row> EmojiPickerModel::rowsOf(std::size_t section) const {
    const auto size = m_sections.at(section).size();
    if (size == 0 && !(section == kTop && searching()))
        return {};
    std::vector<Row> rows{{section, 0, 0}};
    const auto step = static_cast<std::size_t>(m_columns);
    for (std::size_t first = 0; first < size; first += step)
        rows.push_back({section, first, std::min(step, size - first)});
    return rows;
}

/// All rows anew; nothing before the picker has a width.
void EmojiPickerModel::rebuild() {
    beginResetModel();
    for (auto& section : m_sections)
        section.clear();
    fillTop();
    for (std::uint16_t at = 0; at < emoji::count(); ++at) {
        const auto id = static_cast<EmojiId>(at);
        m_sections.at(static_cast<std::size_t>(emoji::groupOf(id)) + 1).push_back({id, {}});
    }
    m_rows.clear();
    for (std::size_t section = 0; section < m_sections.size(); ++section) {
        const auto rows = rowsOf(section);
        m_rows.insert(m_rows.end(), rows.begin(), rows.end());
        if (section == kTop)
            m_topRows = rows.size();
    }
    endResetModel();
}

/// The groups below stay as they are: only rows that differ are made again.
void EmojiPickerModel::replaceTop() {
    if (m_rows.empty())
        return;
    const auto last = [](std::size_t rows) { return static_cast<int>(rows) - 1; };
    if (m_topRows > 0) {
        beginRemoveRows({}, 0, last(m_topRows));
        m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(m_topRows));
        m_topRows = 0;
        m_sections[kTop].clear();
        endRemoveRows();
    }
    fillTop();
    const auto rows = rowsOf(kTop);
    if (rows.empty())
        return;
    beginInsertRows({}, 0, last(rows.size()));
    m_rows.insert(m_rows.begin(), rows.begin(), rows.end());
    m_topRows = rows.size();
    endInsertRows();
}

int EmojiPickerModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> EmojiPickerModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Kind), "kind"},
            {role(Role::Heading), "heading"},
            {role(Role::Texts), "texts"},
            {role(Role::Names), "names"}};
}

QVariant EmojiPickerModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows.at(static_cast<std::size_t>(index.row()));
    const auto each = [&](auto of) {
        QStringList all;
        for (std::size_t at = row.first; at < row.first + row.count; ++at)
            all.append(of(m_sections.at(row.section).at(at)));
        return all;
    };
    switch (static_cast<Role>(role)) {
    case Role::Kind:
        return row.count == 0 ? QStringLiteral("heading") : QStringLiteral("emoji");
    case Role::Heading:
        return row.count == 0 ? heading(row.section) : QString();
    case Role::Texts:
        return each([this](const Item& item) { return textOf(item); });
    case Role::Names:
        return each([this](const Item& item) { return nameOf(item); });
    }
    return {};
}

QString EmojiPickerModel::textOf(const Item& item) const {
    return toQString(item.variant ? emoji::variantText(item.id, *item.variant)
                                  : emoji::textOf(item.id, m_choices.tone()));
}

QString EmojiPickerModel::nameOf(const Item& item) const {
    if (item.variant)
        return QString::fromStdString(emoji::variantName(item.id, *item.variant, m_language));
    return toQString(emoji::nameOf(item.id, m_language));
}

QString EmojiPickerModel::heading(std::size_t section) const {
    if (section != kTop || !searching())
        return groupNames().at(static_cast<qsizetype>(section));
    return found() > 0 ? tr("Results for “%1”").arg(m_words)
                       : tr("Nothing found for “%1”").arg(m_words);
}

QStringList EmojiPickerModel::groupSigns() {
    QStringList signs;
    for (const auto* sign : kGroupSigns)
        signs.append(QString::fromUtf8(sign));
    return signs;
}

QStringList EmojiPickerModel::groupNames() {
    return {tr("Used last"),
            tr("Smileys and people"),
            tr("Animals and nature"),
            tr("Food and drink"),
            tr("Activities"),
            tr("Travel and places"),
            tr("Objects"),
            tr("Symbols"),
            tr("Flags")};
}

QStringList EmojiPickerModel::toneSigns() {
    QStringList signs{toQString(kHand)};
    const auto hand = emoji::emojiAtBegin(kHand);
    for (std::uint8_t tone = 1; hand && tone <= emoji::kTones; ++tone)
        signs.append(toQString(emoji::textOf(hand->id, static_cast<Tone>(tone))));
    return signs;
}

QStringList EmojiPickerModel::toneNames() const {
    QStringList names{tr("no skin tone")};
    for (std::uint8_t tone = 1; tone <= emoji::kTones; ++tone)
        names.append(toQString(emoji::toneName(static_cast<Tone>(tone), m_language)));
    return names;
}

int EmojiPickerModel::rowOfGroup(int place) const {
    if (place == static_cast<int>(kTop))
        return 0;
    const auto found = std::ranges::find(m_rows, static_cast<std::size_t>(place), &Row::section);
    return static_cast<int>(found - m_rows.begin());
}

int EmojiPickerModel::groupOfRow(int row) const {
    return row >= 0 && row < rowCount()
               ? static_cast<int>(m_rows[static_cast<std::size_t>(row)].section)
               : 0;
}

int EmojiPickerModel::cellsIn(int row) const {
    return row >= 0 && row < rowCount()
               ? static_cast<int>(m_rows[static_cast<std::size_t>(row)].count)
               : 0;
}

/// The row itself when it has emoji, else the next one that has; -1 or rowCount() at the ends.
int EmojiPickerModel::emojiRowFrom(int row, int direction) const {
    while (row >= 0 && row < rowCount() && cellsIn(row) == 0)
        row += direction;
    return row;
}

QPoint EmojiPickerModel::beside(int row, int column, int columns, int rows) const {
    for (int left = rows; left != 0; left -= rows > 0 ? 1 : -1) {
        const int direction = rows > 0 ? 1 : -1;
        const int next = emojiRowFrom(row + direction, direction);
        if (next < 0 && left == rows)
            return {0, -1}; // one more page than there is ends at the first row, a step leaves it
        if (next < 0 || next >= rowCount())
            break;
        row = next;
    }
    column += columns;
    if (column >= 0 && column < cellsIn(row))
        return {column, row};
    const int direction = columns < 0 ? -1 : 1;
    const int next = emojiRowFrom(row + direction, direction);
    if (columns == 0 || next >= rowCount())
        return {std::max(0, cellsIn(row) - 1), row};
    return next < 0 ? QPoint(0, -1) : QPoint(columns < 0 ? cellsIn(next) - 1 : 0, next);
}

QPoint EmojiPickerModel::lastCell() const {
    const int row = emojiRowFrom(rowCount() - 1, -1);
    return {std::max(0, cellsIn(row) - 1), row};
}

const EmojiPickerModel::Item* EmojiPickerModel::itemAt(int row, int column) const {
    if (row < 0 || row >= rowCount() || column < 0)
        return nullptr;
    const auto& found = m_rows[static_cast<std::size_t>(row)];
    const auto at = static_cast<std::size_t>(column);
    return at < found.count ? &m_sections.at(found.section).at(found.first + at) : nullptr;
}

void EmojiPickerModel::choose(int row, int column) {
    if (const auto* item = itemAt(row, column))
        take(textOf(*item));
}

bool EmojiPickerModel::offerVariants(int row, int column) {
    const auto* item = itemAt(row, column);
    const auto variants = item != nullptr ? emoji::variantsOf(item->id) : 0;
    if (variants == 0)
        return false;
    m_variantTexts = {toQString(emoji::textOf(item->id))};
    m_variantNames = {toQString(emoji::nameOf(item->id, m_language))};
    for (std::uint8_t variant = 0; variant < variants; ++variant) {
        m_variantTexts.append(toQString(emoji::variantText(item->id, variant)));
        m_variantNames.append(
            QString::fromStdString(emoji::variantName(item->id, variant, m_language)));
    }
    emit variantsChanged();
    return true;
}

void EmojiPickerModel::chooseVariant(int place) {
    if (place >= 0 && place < m_variantTexts.size())
        take(m_variantTexts.at(place));
}

/// The one that was chosen goes out before the rows below it move.
void EmojiPickerModel::take(const QString& emoji) {
    emit chosen(emoji);
    m_choices.add(emoji);
}

} // namespace kontor
