#include "app/view_models/mention_completion_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/folded.h"
#include "app/texts/initials.h"

#include <algorithm>

namespace kontor {

namespace {

bool answers(const Person& person, const QString& typed) {
    if (person.handle.startsWith(typed))
        return true;
    const auto parts = folded(person.name).split(u' ', Qt::SkipEmptyParts);
    return std::ranges::any_of(parts,
                               [&typed](const QString& part) { return part.startsWith(typed); });
}

} // namespace

void MentionCompletionModel::setPeople(std::vector<Person> people) {
    std::erase_if(people, [](const Person& person) { return person.handle.isEmpty(); });
    if (m_people == people)
        return;
    m_people = std::move(people);
    emit peopleChanged();
}

QStringList MentionCompletionModel::handles() const {
    QStringList all;
    for (const auto& person : m_people)
        all << person.handle;
    return all;
}

int MentionCompletionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant MentionCompletionModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& person = m_found.at(static_cast<std::size_t>(index.row()));
    switch (static_cast<Role>(role)) {
    case Role::Sign:
        return QString();
    case Role::Name:
        return person.name;
    case Role::Code:
        return QString(u'@' + person.handle);
    case Role::Initials:
        return initials(person.name);
    case Role::Colour:
        return colourOf(person.id);
    case Role::Owner:
        return avatarKey(person.id);
    }
    return {};
}

void MentionCompletionModel::follow(const QString& text, int caret) {
    if (caret < 0 || caret > text.size())
        return;
    const bool letter = typedOne(m_text, text, caret);
    m_text = text;
    const auto typed = handleAt(text, caret);
    // Moving about opens nothing; it only leaves what is open.
    const bool goesOn = letter || (shown() && typed && typed->start == m_typed.start);
    if (!typed || !goesOn) {
        m_dismissed.reset();
        return show({});
    }
    m_typed = *typed;
    if (m_dismissed == typed->start)
        return show({});
    m_dismissed.reset();
    std::vector<Person> found;
    const auto letters = folded(typed->letters);
    for (const auto& person : m_people)
        if (static_cast<int>(found.size()) < kRows && answers(person, letters))
            found.push_back(person);
    // Whoever has typed a whole handle needs no list.
    if (found.size() == 1 && found.front().handle == letters)
        found.clear();
    show(std::move(found));
}

void MentionCompletionModel::show(std::vector<Person> found) {
    if (found == m_found)
        return;
    beginResetModel();
    m_found = std::move(found);
    setCurrent(0);
    endResetModel();
    emit offered();
}

void MentionCompletionModel::accept(int row) {
    if (row < 0 || row >= rowCount())
        return;
    const auto handle = m_found.at(static_cast<std::size_t>(row)).handle;
    const auto typed = m_typed;
    show({});
    emit replaced(static_cast<int>(typed.start), static_cast<int>(typed.letters.size()) + 1,
                  QString(u'@' + handle + u' '));
}

void MentionCompletionModel::dismiss() {
    if (!shown())
        return;
    m_dismissed = m_typed.start;
    show({});
}

} // namespace kontor
