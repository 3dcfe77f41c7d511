#include "app/view_models/new_conversation_view_model.h"

#include "app/texts/error_text.h"
#include "base/limits.h"

#include <QPointer>

namespace kontor {

namespace {

bool tooLong(const QString& name) {
    return name.simplified().toUcs4().size() > static_cast<qsizetype>(limits::kNameLetters);
}

} // namespace

NewConversationViewModel::NewConversationViewModel(Client& client)
    : m_client(client)
    , m_people(client) {
    connect(&m_people, &PeopleModel::pickedChanged, this, &NewConversationViewModel::changed);
}

void NewConversationViewModel::start() {
    ++m_generation;
    m_groupName.clear();
    m_busy = false;
    m_failure.clear();
    m_people.start();
    emit changed();
}

void NewConversationViewModel::setGroupName(const QString& name) {
    if (m_groupName == name)
        return;
    m_groupName = name;
    emit changed();
}

QString NewConversationViewModel::nameError() const {
    return tooLong(m_groupName) ? ErrorText::of(Error(ErrorCode::NameInvalid,
                                                      {std::to_string(limits::kNameLetters)}))
                                : QString();
}

bool NewConversationViewModel::canCreate() const {
    return !m_busy && !m_groupName.simplified().isEmpty() && !tooLong(m_groupName) &&
           !m_people.picked().empty();
}

Reply<ConversationId> NewConversationViewModel::whenMade() {
    setWork(true, {});
    return [self = QPointer(this), generation = m_generation](const Result<ConversationId>& made) {
        if (!self || self->m_generation != generation)
            return;
        self->setWork(false, made.ok() ? QString() : ErrorText::of(made.error()));
        if (made.ok())
            emit self->opened(made.value());
    };
}

void NewConversationViewModel::writeTo(int row) {
    if (!m_busy)
        m_client.startDirect(m_people.person(row).id, whenMade());
}

void NewConversationViewModel::writeToMyself() {
    if (!m_busy)
        m_client.noteToSelf(whenMade());
}

void NewConversationViewModel::createGroup() {
    if (canCreate())
        m_client.createGroup(m_groupName.simplified(), m_people.picked(), whenMade());
}

void NewConversationViewModel::setWork(bool busy, const QString& failure) {
    m_busy = busy;
    m_failure = failure;
    emit changed();
}

} // namespace kontor
