#pragma once

#include "core/values.h"
#include "storage/contact_store.h"

#include <unordered_map>

namespace kontor {

/// User ids become people, as the store knows them. Remembers whom it has looked up: made for one
/// answer, on either connection.
class People {
public:
    explicit People(storage::Connection& connection)
        : m_contacts(connection) {}

    /// Somebody who is not known yet has an id and nothing else.
    [[nodiscard]] Result<Person> find(const UserId& user);

private:
    storage::ContactStore m_contacts;
    std::unordered_map<UserId, Person> m_known;
};

[[nodiscard]] Status toStatus(const storage::StatusRecord& status);
[[nodiscard]] Person toPerson(const storage::ContactRecord& contact);

} // namespace kontor
