#include "app/view_models/poll_card_model.h"

#include "app/texts/entry_text.h"
#include "app/texts/poll_text.h"

#include <algorithm>

namespace kontor {

PollCardModel::PollCardModel(PollView poll, Moments moments, QObject* parent)
    : QAbstractListModel(parent)
    , m_poll(std::move(poll))
    , m_moments(std::move(moments)) {}

void PollCardModel::set(const PollView& poll) {
    if (poll == m_poll)
        return;
    m_poll = poll; // options never change once they are asked
    tell();
}

void PollCardModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    tell();
}

void PollCardModel::tell() {
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

QString PollCardModel::ends() const {
    return PollText::ends(m_poll, m_moments);
}

QString PollCardModel::secrecy() const {
    return PollText::secrecy(m_poll);
}

QString PollCardModel::toldBy() const {
    return PollText::toldBy(m_poll);
}

QString PollCardModel::more() const {
    const auto all = static_cast<int>(m_poll.options.size());
    return all > kShown ? tr("All %n in the table", "", all) : QString();
}

QString PollCardModel::comment() const {
    return ownVote(m_poll).comment;
}

/// What the core said holds until its end has come.
bool PollCardModel::mayVote() const {
    const bool over = m_poll.deadline > Milliseconds(0) && m_moments.isPast(m_poll.deadline);
    return m_poll.mayVote && !over;
}

bool PollCardModel::mayComment() const {
    return mayVote() && m_poll.names == PollView::Names::Shown && hasAnswered(ownVote(m_poll));
}

int PollCardModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : std::min(kShown, static_cast<int>(m_poll.options.size()));
}

QHash<int, QByteArray> PollCardModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Number), "number"},   {role(Role::Label), "label"},
            {role(Role::Count), "count"},     {role(Role::Share), "share"},
            {role(Role::Maybe), "maybe"},     {role(Role::Answer), "answer"},
            {role(Role::Waiting), "waiting"}, {role(Role::Winner), "winner"},
            {role(Role::Voters), "voters"},   {role(Role::Spoken), "spoken"}};
}

/// Of the longest bar, which yes and "if need be" share.
double PollCardModel::share(std::int32_t votes) const {
    std::int32_t most = 1;
    for (const auto& one : m_poll.options)
        most = std::max(most, one.yes + one.ifNeedBe);
    return known() ? static_cast<double>(votes) / static_cast<double>(most) : 0;
}

bool PollCardModel::waiting(PollView::OptionNumber option) const {
    return m_poll.pending && answerIn(*m_poll.pending, option) !=
                                 answerIn(m_poll.vote.value_or(PollView::Vote()), option);
}

QVariant PollCardModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& option = m_poll.options.at(static_cast<std::size_t>(index.row()));
    switch (static_cast<Role>(role)) {
    case Role::Number:
        return static_cast<int>(option.number);
    case Role::Label:
        return PollText::label(option, m_moments);
    case Role::Count:
        return PollText::count(m_poll, option);
    case Role::Share:
        return share(option.yes);
    case Role::Maybe:
        return share(option.ifNeedBe);
    case Role::Answer:
        return static_cast<int>(answerIn(ownVote(m_poll), option.number));
    case Role::Waiting:
        return waiting(option.number);
    case Role::Winner:
        return closed() && holds(m_poll.winners, option.number);
    case Role::Voters:
        return EntryText::names(option.voters, static_cast<std::size_t>(option.yes));
    case Role::Spoken:
        return PollText::spoken(m_poll, option, m_moments);
    }
    return {};
}

} // namespace kontor
