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
    if (greatest == m_greatest)
        return;
    beginResetModel();
    m_greatest = greatest;
    endResetModel();
    if (greatest > Milliseconds(0) && m_lifetime > greatest)
        set(Milliseconds(0), m_allowed);
}

void LifetimeModel::retranslate() {
    emit dataChanged(index(0), index(rowCount() - 1));
    emit changed();
}

Milliseconds LifetimeModel::at(int row) const {
    return kChoices.at(static_cast<std::size_t>(row));
}

QString LifetimeModel::words() const {
    return wordsFor(m_lifetime);
}

QString LifetimeModel::wordsFor(Milliseconds lifetime) const {
    if (lifetime > Milliseconds(0))
        return LifetimeText::length(lifetime);
    return m_zero == Zero::Off ? tr("Off", "messages do not disappear")
                               : tr("As the conversation has it");
}

int LifetimeModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid())
        return 0;
    const auto end = m_greatest > Milliseconds(0) ? std::ranges::upper_bound(kChoices, m_greatest)
                                                  : kChoices.end();
    return static_cast<int>(end - kChoices.begin());
}

QVariant LifetimeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto lifetime = at(index.row());
    if (role == static_cast<int>(Role::Chosen))
        return lifetime == m_lifetime;
    return role == static_cast<int>(Role::Text) ? wordsFor(lifetime) : QVariant();
}

QHash<int, QByteArray> LifetimeModel::roleNames() const {
    return {{static_cast<int>(Role::Text), "text"}, {static_cast<int>(Role::Chosen), "chosen"}};
}

} // namespace kontor
