#include "app/view_models/lifetime_model.h"

#include "app/texts/lifetime_text.h"

#include <algorithm>
#include <array>

namespace kontor {

namespace {

using namespace std::chrono_literals;
constexpr std::array<Milliseconds, 7> kChoices{
    // ascending
    0s, 30s, 5min, 1h, std::chrono::days(1), std::chrono::weeks(1), std::chrono::weeks(4)};

} // namespace

void LifetimeModel::set(Milliseconds lifetime, Allowed allowed) {
    if (lifetime == m_lifetime && allowed == m_allowed)
        return;
    m_lifetime = lifetime;
    m_allowed = allowed;
    retranslate();
}

void LifetimeModel::setGreatest(Milliseconds greatest) {
    bind(m_greatest, greatest);
    if (greatest > Milliseconds(0) && m_lifetime > greatest)
        set(Milliseconds(0), m_allowed);
}

void LifetimeModel::setBound(Milliseconds bound) {
    bind(m_bound, bound);
    // What is meant for one message is said anew; what a conversation has is bounded without a
    // word.
    if (m_zero == Zero::AsConversation && !fits(m_lifetime))
        set(Milliseconds(0), m_allowed);
}

void LifetimeModel::bind(Milliseconds& bound, Milliseconds value) {
    if (value == bound)
        return;
    beginResetModel();
    bound = value;
    offer();
    endResetModel();
    emit changed();
}

bool LifetimeModel::fits(Milliseconds lifetime) const {
    return std::ranges::all_of(std::array{m_greatest, m_bound}, [lifetime](Milliseconds bound) {
        return bound == Milliseconds(0) || lifetime <= bound;
    });
}

void LifetimeModel::offer() {
    const bool bounded = m_zero == Zero::Off && m_bound > Milliseconds(0);
    m_choices.clear();
    for (const Milliseconds choice : kChoices)
        if (fits(choice) && !(bounded && choice == Milliseconds(0)))
            m_choices.push_back(choice);
    if (bounded && (m_choices.empty() || m_choices.back() != m_bound))
        m_choices.push_back(m_bound);
}

Milliseconds LifetimeModel::lifetime() const {
    const bool bounded = m_zero == Zero::Off && m_bound > Milliseconds(0);
    if (!bounded)
        return m_lifetime;
    return m_lifetime == Milliseconds(0) ? m_bound : std::min(m_lifetime, m_bound);
}

void LifetimeModel::retranslate() {
    emit dataChanged(index(0), index(rowCount() - 1));
    emit changed();
}

Milliseconds LifetimeModel::at(int row) const {
    return m_choices.at(static_cast<std::size_t>(row));
}

QString LifetimeModel::words() const {
    return wordsFor(lifetime());
}

QString LifetimeModel::bound() const {
    return m_bound > Milliseconds(0)
               ? tr("Your company allows %1 at most.").arg(LifetimeText::length(m_bound))
               : QString();
}

QString LifetimeModel::wordsFor(Milliseconds lifetime) const {
    if (lifetime > Milliseconds(0))
        return LifetimeText::length(lifetime);
    return m_zero == Zero::Off ? tr("Off", "messages do not disappear")
                               : tr("As the conversation has it");
}

int LifetimeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_choices.size());
}

QVariant LifetimeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto choice = at(index.row());
    if (role == static_cast<int>(Role::Chosen))
        return choice == lifetime();
    return role == static_cast<int>(Role::Text) ? wordsFor(choice) : QVariant();
}

QHash<int, QByteArray> LifetimeModel::roleNames() const {
    return {{static_cast<int>(Role::Text), "text"}, {static_cast<int>(Role::Chosen), "chosen"}};
}

} // namespace kontor
