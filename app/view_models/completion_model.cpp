#include "app/view_models/completion_model.h"

namespace kontor {

QHash<int, QByteArray> CompletionModel::roleNames() const {
    return {
        {static_cast<int>(Role::Sign), "sign"},     {static_cast<int>(Role::Name), "name"},
        {static_cast<int>(Role::Code), "code"},     {static_cast<int>(Role::Initials), "initials"},
        {static_cast<int>(Role::Colour), "colour"}, {static_cast<int>(Role::Owner), "owner"}};
}

void CompletionModel::move(int step) {
    const auto rows = rowCount();
    if (rows > 0)
        setCurrent((m_current + step % rows + rows) % rows);
}

bool CompletionModel::typedOne(QStringView before, QStringView now, qsizetype caret) {
    return now.size() == before.size() + 1 && caret > 0 &&
           now.first(caret - 1) == before.first(caret - 1) &&
           now.sliced(caret) == before.sliced(caret - 1);
}

void CompletionModel::setCurrent(int row) {
    if (m_current == row)
        return;
    m_current = row;
    emit currentChanged();
}

} // namespace kontor
