#pragma once

#include "core/poll_values.h"

#include <QAbstractListModel>

namespace kontor {

/// What stands above and below the columns of a poll's table: an option a row. UI thread.
class PollColumnsModel : public QAbstractListModel {
    Q_OBJECT

public:
    struct Column {
        PollView::OptionNumber number = 0;
        QString day;   ///< or the option's text
        QString time;  ///< below it; empty for a text
        QString label; ///< all of it
        QString count; ///< "5 (1)"
        QString spoken;
        enum class Rank : std::uint8_t { Other, Best } rank = Rank::Other;
        friend bool operator==(const Column&, const Column&) = default;
    };
    enum class Role { Day = Qt::UserRole + 1, Time, Label, Count, Spoken, Best };

    void set(std::vector<Column> columns);
    [[nodiscard]] const std::vector<Column>& columns() const { return m_columns; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<Column> m_columns;
};

/// Who has answered: a person a row. UI thread.
class PollPeopleModel : public QAbstractListModel {
    Q_OBJECT

public:
    struct Line {
        QString name; ///< of oneself with "(you)"
        QString comment;
        std::vector<PollAnswer> answers; ///< one for each option
        enum class Whose : std::uint8_t { Other, Self } whose = Whose::Other;
        enum class Given : std::uint8_t { No, Yes } given = Given::Yes;
        QString spoken{}; ///< all of it, as a sentence
        friend bool operator==(const Line&, const Line&) = default;
    };
    enum class Role { Name = Qt::UserRole + 1, Comment, Own, Spoken };

    /// Rows stay where they are; others come or go at the end.
    void set(std::vector<Line> lines);
    [[nodiscard]] const std::vector<Line>& lines() const { return m_lines; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<Line> m_lines;
};

} // namespace kontor
