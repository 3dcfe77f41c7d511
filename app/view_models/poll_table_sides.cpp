#include "app/view_models/poll_table_sides.h"

#include <utility>

namespace kontor {

void PollColumnsModel::set(std::vector<Column> columns) {
    const bool alike = columns.size() == m_columns.size();
    if (!alike)
        beginResetModel();
    m_columns = std::move(columns);
    if (!alike)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

int PollColumnsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant PollColumnsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& column = m_columns.at(static_cast<std::size_t>(index.row()));
    switch (static_cast<Role>(role)) {
    case Role::Day:
        return column.day;
    case Role::Time:
        return column.time;
    case Role::Label:
        return column.label;
    case Role::Count:
        return column.count;
    case Role::Spoken:
        return column.spoken;
    case Role::Best:
        return column.rank == Column::Rank::Best;
    }
    return {};
}

QHash<int, QByteArray> PollColumnsModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Day), "day"},     {role(Role::Time), "time"},
            {role(Role::Label), "label"}, {role(Role::Count), "count"},
            {role(Role::Best), "best"},   {role(Role::Spoken), "spoken"}};
}

void PollPeopleModel::set(std::vector<Line> lines) {
    const auto before = rowCount();
    const auto after = static_cast<int>(lines.size());
    if (after > before)
        beginInsertRows({}, before, after - 1);
    else if (after < before)
        beginRemoveRows({}, after, before - 1);
    m_lines = std::move(lines);
    if (after > before)
        endInsertRows();
    else if (after < before)
        endRemoveRows();
    if (after > 0)
        emit dataChanged(index(0), index(after - 1));
}

int PollPeopleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant PollPeopleModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& line = m_lines.at(static_cast<std::size_t>(index.row()));
    switch (static_cast<Role>(role)) {
    case Role::Name:
        return line.name;
    case Role::Comment:
        return line.comment;
    case Role::Own:
        return line.whose == Line::Whose::Self;
    case Role::Spoken:
        return line.spoken;
    }
    return {};
}

QHash<int, QByteArray> PollPeopleModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Name), "name"},
            {role(Role::Comment), "comment"},
            {role(Role::Own), "own"},
            {role(Role::Spoken), "spoken"}};
}

} // namespace kontor
