#include "app/view_models/poll_slots_model.h"

#include "app/texts/slot_text.h"

#include <algorithm>

namespace kontor {

Milliseconds startOf(const PollSlot& slot) {
    return slot.kind == PollSlot::Kind::Days ? Moments::at(slot.firstDay, QTime(0, 0)) : slot.start;
}

void PollSlotsModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    if (!m_all.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

void PollSlotsModel::set(std::vector<PollSlot> all) {
    beginResetModel();
    m_all = std::move(all);
    std::ranges::stable_sort(m_all, {}, startOf);
    endResetModel();
}

void PollSlotsModel::add(const PollSlot& slot) {
    const auto place = std::ranges::upper_bound(m_all, startOf(slot), {}, startOf);
    const auto row = static_cast<int>(place - m_all.begin());
    beginInsertRows({}, row, row);
    m_all.insert(place, slot);
    endInsertRows();
}

void PollSlotsModel::replace(int row, const PollSlot& slot) {
    remove(row);
    add(slot);
}

void PollSlotsModel::remove(int row) {
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_all.erase(m_all.begin() + row);
    endRemoveRows();
}

bool PollSlotsModel::hasTwoAlike() const {
    for (auto slot = m_all.begin(); slot != m_all.end(); ++slot)
        if (std::find(std::next(slot), m_all.end(), *slot) != m_all.end())
            return true;
    return false;
}

int PollSlotsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_all.size());
}

QVariant PollSlotsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != static_cast<int>(Role::Words))
        return {};
    return SlotText::of(m_all.at(static_cast<std::size_t>(index.row())), m_moments);
}

QHash<int, QByteArray> PollSlotsModel::roleNames() const {
    return {{static_cast<int>(Role::Words), "words"}};
}

} // namespace kontor
