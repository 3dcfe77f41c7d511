#pragma once

#include "app/emoji/emoji_search.h"
#include "app/view_models/emoji_choices.h"

#include <QAbstractListModel>
#include <QLocale>
#include <QPoint>
#include <QtQml/qqmlregistration.h>

#include <array>
#include <vector>

namespace kontor {

/// The emoji as rows of `columns` each, under headings: first what was found or was used last, then
/// every group. Rows are made when the picker first says how wide it is.
class EmojiPickerModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(int columns READ columns WRITE setColumns NOTIFY columnsChanged FINAL)
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY wordsChanged FINAL)
    /// How many emoji the words find.
    Q_PROPERTY(int found READ found NOTIFY wordsChanged FINAL)
    /// In which hands and people are offered: 0 none, 1 to 5 light to dark.
    Q_PROPERTY(int tone READ tone WRITE setTone NOTIFY toneChanged FINAL)
    Q_PROPERTY(QStringList toneSigns READ toneSigns CONSTANT FINAL)
    Q_PROPERTY(QStringList toneNames READ toneNames NOTIFY languageChanged FINAL)
    /// For the bar; place 0 is what was used last.
    Q_PROPERTY(QStringList groupSigns READ groupSigns CONSTANT FINAL)
    Q_PROPERTY(QStringList groupNames READ groupNames NOTIFY languageChanged FINAL)
    Q_PROPERTY(bool anyRecent READ anyRecent NOTIFY recentChanged FINAL)
    /// The skin tones of the emoji that offerVariants() was asked about: first without, then one,
    /// or for two people one row, for each tone.
    Q_PROPERTY(QStringList variantTexts READ variantTexts NOTIFY variantsChanged FINAL)
    Q_PROPERTY(QStringList variantNames READ variantNames NOTIFY variantsChanged FINAL)

public:
    enum class Role {
        Kind = Qt::UserRole + 1, ///< "heading" or "emoji": chooses the delegate
        Heading,                 ///< of a heading's row; else empty
        Texts,                   ///< of a row of emoji: at most `columns` of them
        Names,                   ///< the same in words, for screen readers
    };

    EmojiPickerModel(EmojiChoices& choices, emoji::EmojiSearch& search);

    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] const QString& words() const { return m_words; }
    [[nodiscard]] int found() const;
    [[nodiscard]] int tone() const { return static_cast<int>(m_choices.tone()); }
    [[nodiscard]] static QStringList toneSigns();
    [[nodiscard]] QStringList toneNames() const;
    [[nodiscard]] static QStringList groupSigns();
    [[nodiscard]] static QStringList groupNames();
    [[nodiscard]] bool anyRecent() const { return !m_choices.recent().isEmpty(); }
    [[nodiscard]] const QStringList& variantTexts() const { return m_variantTexts; }
    [[nodiscard]] const QStringList& variantNames() const { return m_variantNames; }
    void setColumns(int columns);
    void setWords(const QString& words);
    void setTone(int tone);
    void setLocale(const QLocale& locale);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Where a group of the bar begins; and to which one a row belongs.
    Q_INVOKABLE int rowOfGroup(int place) const;
    Q_INVOKABLE int groupOfRow(int row) const;
    /// Where the keyboard goes from a cell: x is the column, y the row. Across the ends of rows,
    /// over headings, and not beyond the last; above the first the row is -1.
    Q_INVOKABLE QPoint beside(int row, int column, int columns, int rows) const;
    Q_INVOKABLE QPoint lastCell() const;
    Q_INVOKABLE void choose(int row, int column);
    /// False when the emoji has no skin tones.
    Q_INVOKABLE bool offerVariants(int row, int column);
    Q_INVOKABLE void chooseVariant(int place);

signals:
    void columnsChanged();
    void wordsChanged();
    void toneChanged();
    void languageChanged();
    void recentChanged();
    void variantsChanged();
    void chosen(const QString& emoji);

private:
    struct Item {
        emoji::EmojiId id{};
        std::optional<std::uint8_t> variant; ///< as it was chosen; none: in the tone of now
    };
    struct Row {
        std::size_t section;
        std::size_t first;
        std::size_t count; ///< 0: the section's heading
    };
    using Section = std::vector<Item>;

    void fillTop();
    void rebuild();
    void replaceTop();
    [[nodiscard]] std::vector<Row> rowsOf(std::size_t section) const;
    [[nodiscard]] bool searching() const { return !m_words.isEmpty(); }
    [[nodiscard]] int cellsIn(int row) const;
    [[nodiscard]] int emojiRowFrom(int row, int direction) const;
    [[nodiscard]] const Item* itemAt(int row, int column) const;
    [[nodiscard]] QString textOf(const Item& item) const;
    [[nodiscard]] QString nameOf(const Item& item) const;
    [[nodiscard]] QString heading(std::size_t section) const;
    void take(const QString& emoji);

    EmojiChoices& m_choices;
    emoji::EmojiSearch& m_search;
    emoji::Language m_language = emoji::Language::English;
    std::array<Section, emoji::kGroups + 1> m_sections;
    std::vector<Row> m_rows;
    std::size_t m_topRows = 0;
    int m_columns = 0;
    QString m_words;
    QStringList m_variantTexts;
    QStringList m_variantNames;
};

} // namespace kontor
