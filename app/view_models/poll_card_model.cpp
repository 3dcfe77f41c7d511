#include "app/view_models/poll_card_model.h"

#include "app/texts/entry_text.h"
#include "app/texts/poll_text.h"

#include <algorithm>

namespace kontor {

PollCardModel::PollCardModel(PollView poll, QObject* parent)
    : QAbstractListModel(parent)
    , m_poll(std::move(poll)) {}

void PollCardModel::set(const PollView& poll) {
    if (poll == m_poll)
        return;
    m_poll = poll; // options never change once they are asked
    retranslate();
}

void PollCardModel::retranslate() {
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
    emit changed();
}

QString PollCardModel::hint() const {
    return PollText::hint(m_poll);
}

QString PollCardModel::answered() const {
    return PollText::answered(m_poll);
}

QString PollCardModel::silent() const {
    return PollText::silent(m_poll);
}

int PollCardModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_poll.options.size());
}

QHash<int, QByteArray> PollCardModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Number), "number"}, {role(Role::Label), "label"},
            {role(Role::Count), "count"},   {role(Role::Share), "share"},
            {role(Role::Chosen), "chosen"}, {role(Role::Waiting), "waiting"},
            {role(Role::Winner), "winner"}, {role(Role::Voters), "voters"},
            {role(Role::Spoken), "spoken"}};
}

QVariant PollCardModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& option = m_poll.options.at(static_cast<std::size_t>(index.row()));
    const bool mine = holds(ownVote(m_poll).yes, option.number);
    switch (static_cast<Role>(role)) {
    case Role::Number:
        return static_cast<int>(option.number);
    case Role::Label:
        return option.text;
    case Role::Count:
        return option.yes;
    case Role::Share: {
        std::int32_t most = 1;
        for (const auto& one : m_poll.options)
            most = std::max(most, one.yes);
        return static_cast<double>(option.yes) / static_cast<double>(most);
    }
    case Role::Chosen:
        return mine;
    case Role::Waiting:
        return m_poll.pending &&
               mine != holds(m_poll.vote.value_or(PollView::Vote()).yes, option.number);
    case Role::Winner:
        return m_poll.state == PollView::State::Closed && holds(m_poll.winners, option.number);
    case Role::Voters:
        return EntryText::names(option.voters);
    case Role::Spoken:
        return PollText::spoken(option);
    }
    return {};
}

} // namespace kontor
