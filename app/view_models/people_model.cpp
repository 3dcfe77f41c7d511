#include "app/view_models/people_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"
#include "app/texts/status_text.h"

#include <QPointer>

#include <algorithm>

namespace kontor {

PeopleModel::PeopleModel(Client& client)
    : m_client(client) {}

int PeopleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> PeopleModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Name), "name"},         {role(Role::Handle), "handle"},
            {role(Role::Initials), "initials"}, {role(Role::Colour), "colour"},
            {role(Role::Owner), "owner"},       {role(Role::Availability), "availability"},
            {role(Role::Status), "status"},     {role(Role::Picked), "picked"},
            {role(Role::Verified), "verified"}, {role(Role::Spoken), "spoken"}};
}

QVariant PeopleModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& person = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (static_cast<Role>(role)) {
    case Role::Name:
        return person.name;
    case Role::Handle:
        return QString(QLatin1Char('@') + person.handle);
    case Role::Initials:
        return initials(person.name);
    case Role::Colour:
        return colourOf(person.id);
    case Role::Owner:
        return avatarKey(person.id);
    case Role::Availability:
        return static_cast<int>(person.status.availability);
    case Role::Status:
        return StatusText::brief(person.status);
    case Role::Picked:
        return isPicked(person.id);
    case Role::Verified:
        return person.trust == Trust::Verified;
    case Role::Spoken: {
        QStringList parts{tr("%1, handle %2").arg(person.name, person.handle)};
        if (person.trust == Trust::Verified)
            parts << tr("verified", "a person as a screen reader says her");
        if (const auto says = StatusText::brief(person.status); !says.isEmpty())
            parts << says;
        return parts.join(QLatin1String(", "));
    }
    }
    return {};
}

const Person& PeopleModel::person(int row) const {
    return m_rows.at(static_cast<std::size_t>(row));
}

bool PeopleModel::isPicked(const UserId& id) const {
    return std::ranges::find(m_picked, id, &Person::id) != m_picked.end();
}

QStringList PeopleModel::pickedNames() const {
    QStringList names;
    for (const auto& person : m_picked)
        names << person.name;
    return names;
}

std::vector<UserId> PeopleModel::picked() const {
    std::vector<UserId> ids;
    for (const auto& person : m_picked)
        ids.push_back(person.id);
    return ids;
}

void PeopleModel::setWords(const QString& words) {
    if (m_words == words)
        return;
    m_words = words;
    emit wordsChanged();
    load();
}

void PeopleModel::setLeftOut(std::set<UserId> people) {
    m_leftOut = std::move(people);
}

void PeopleModel::start() {
    m_started = true;
    m_picked.clear();
    emit pickedChanged();
    m_words.clear();
    emit wordsChanged();
    beginResetModel();
    m_rows.clear();
    endResetModel();
    load();
}

void PeopleModel::refresh() {
    if (m_started)
        load();
}

void PeopleModel::load() {
    if (m_rows.empty())
        setState(State::Loading);
    const auto generation = ++m_generation;
    m_client.directory(m_words.trimmed(),
                       [self = QPointer(this), generation](Result<std::vector<Person>> answer) {
                           if (self && self->m_generation == generation)
                               self->take(std::move(answer));
                       });
}

void PeopleModel::take(Result<std::vector<Person>> answer) {
    beginResetModel();
    m_rows.clear();
    if (answer.ok())
        std::ranges::copy_if(std::move(answer).value(), std::back_inserter(m_rows),
                             [this](const Person& person) {
                                 return person.standing == Person::Standing::Active &&
                                        !m_leftOut.contains(person.id);
                             });
    endResetModel();
    if (!answer.ok())
        setState(State::Failed, ErrorText::of(answer.error()));
    else if (!m_rows.empty())
        setState(State::Filled);
    else
        setState(m_words.trimmed().isEmpty() ? State::Nobody : State::NotFound);
}

void PeopleModel::toggle(int row) {
    const auto& chosen = person(row);
    const auto found = std::ranges::find(m_picked, chosen.id, &Person::id);
    if (found == m_picked.end())
        m_picked.push_back(chosen);
    else
        m_picked.erase(found);
    emit dataChanged(index(row), index(row), {static_cast<int>(Role::Picked)});
    emit pickedChanged();
}

void PeopleModel::unpick(int position) {
    if (position < 0 || position >= static_cast<int>(m_picked.size()))
        return;
    m_picked.erase(m_picked.begin() + position);
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1), {static_cast<int>(Role::Picked)});
    emit pickedChanged();
}

void PeopleModel::setState(State state, const QString& failure) {
    if (m_state == state && m_failure == failure)
        return;
    m_state = state;
    m_failure = failure;
    emit stateChanged();
}

} // namespace kontor
