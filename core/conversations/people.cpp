#include "core/conversations/people.h"

namespace kontor {

Status toStatus(const storage::StatusRecord& status) {
    Status said;
    said.availability = static_cast<Status::Availability>(status.availability);
    said.line = QString::fromStdString(status.line);
    said.until = status.until;
    return said;
}

Person toPerson(const storage::ContactRecord& contact) {
    Person person;
    person.id = contact.id;
    person.handle = QString::fromStdString(contact.handle);
    person.name = QString::fromStdString(contact.displayName);
    if (contact.changedKey)
        person.trust = Trust::KeyChanged;
    else if (contact.trust == storage::KeyTrust::Verified)
        person.trust = Trust::Verified;
    if (contact.standing == storage::DirectoryUser::Standing::Disabled)
        person.standing = Person::Standing::Disabled;
    person.status = toStatus(contact.status);
    return person;
}

Result<Person> People::find(const UserId& user) {
    if (const auto known = m_known.find(user); known != m_known.end())
        return known->second;
    auto contact = m_contacts.find(user);
    if (!contact.ok())
        return contact.error();
    Person person;
    person.id = user;
    if (contact.value())
        person = toPerson(*contact.value());
    return m_known.emplace(user, std::move(person)).first->second;
}

} // namespace kontor
