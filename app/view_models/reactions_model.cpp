#include "app/view_models/reactions_model.h"

#include <QStringList>

#include <algorithm>

namespace kontor {
namespace {

/// More names than that say nothing more.
constexpr std::size_t kNames = 20;

} // namespace

ReactionsModel::ReactionsModel(std::vector<ReactionView> reactions, QObject* parent)
    : QAbstractListModel(parent)
    , m_reactions(std::move(reactions)) {}

/// Rows change in place where they can, so that the keyboard stays where it is.
void ReactionsModel::set(const std::vector<ReactionView>& reactions) {
    if (reactions == m_reactions)
        return;
    const bool same =
        std::ranges::equal(m_reactions, reactions, {}, &ReactionView::emoji, &ReactionView::emoji);
    if (same) {
        m_reactions = reactions;
        if (!m_reactions.empty())
            emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    const bool grown =
        reactions.size() == m_reactions.size() + 1 &&
        std::ranges::equal(m_reactions, std::span(reactions).first(m_reactions.size()), {},
                           &ReactionView::emoji, &ReactionView::emoji);
    if (grown) {
        beginInsertRows({}, rowCount(), rowCount());
        m_reactions = reactions;
        endInsertRows();
        emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_reactions = reactions;
    endResetModel();
}

int ReactionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_reactions.size());
}

QString ReactionsModel::names(const ReactionView& reaction) {
    QStringList names;
    for (const auto& person : reaction.people) {
        if (static_cast<std::size_t>(names.size()) == kNames)
            break;
        names << person.name;
    }
    auto line = names.join(QStringLiteral(", "));
    if (reaction.people.size() > kNames)
        line += QStringLiteral(" …");
    return line;
}

QVariant ReactionsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& reaction = m_reactions.at(static_cast<std::size_t>(index.row()));
    const auto count = static_cast<int>(reaction.people.size());
    const bool mine = reaction.mine == ReactionView::Mine::Yes;
    switch (static_cast<Role>(role)) {
    case Role::Emoji:
        return reaction.emoji;
    case Role::Count:
        return count;
    case Role::Mine:
        return mine;
    case Role::People:
        return names(reaction);
    case Role::Spoken:
        return mine ? tr("%1, %2, yours is among them", "emoji, count")
                          .arg(reaction.emoji)
                          .arg(count)
                    : tr("%1, %2", "emoji, count").arg(reaction.emoji).arg(count);
    }
    return {};
}

QHash<int, QByteArray> ReactionsModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Emoji), "emoji"},
            {role(Role::Count), "count"},
            {role(Role::Mine), "mine"},
            {role(Role::People), "people"},
            {role(Role::Spoken), "spoken"}};
}

} // namespace kontor
