#include "core/contacts/trust_desk.h"

#include "core/contacts/returning.h"
#include "core/conversations/people.h"
#include "crypto/identity/safety_number.h"

namespace kontor {

Result<storage::ContactRecord> TrustDesk::find(const UserId& user) const {
    if (user == m_parts.own.user())
        return ErrorCode::NotAllowed;
    const auto contact = m_parts.stores.contacts.find(user);
    if (!contact.ok())
        return contact.error();
    if (!contact.value())
        return ErrorCode::UserUnknown;
    return *contact.value();
}

std::string TrustDesk::numberOf(const storage::ContactRecord& contact) const {
    const auto& key = contact.changedKey ? contact.changedKey : contact.identityKey;
    if (!key)
        return {};
    return identity::safetyNumber({m_parts.own.user(), m_parts.own.certificate.identityKey},
                                  {contact.id, SignaturePublicKey{key->bytes}});
}

Result<ContactView> TrustDesk::contact(const UserId& user) const {
    const auto contact = find(user);
    if (!contact.ok())
        return contact.error();
    ContactView view;
    view.person = toPerson(contact.value());
    view.safetyNumber = QString::fromStdString(numberOf(contact.value()));
    return view;
}

Result<void> TrustDesk::wantBack(storage::Transaction& transaction, Aftermath& aftermath,
                                 const UserId& user) {
    const auto places = takeReturning(m_parts.stores, transaction, user);
    if (!places.ok())
        return places.error();
    for (const ConversationId place : places.value()) {
        aftermath.summaries.insert(place);
        aftermath.details.insert(place);
        if (auto wanted =
                bringBack(m_parts.stores, transaction, place, user, m_parts.clock.sinceEpoch());
            !wanted.ok())
            return wanted;
    }
    return {};
}

Result<void> TrustDesk::set(const UserId& user, const std::string& safetyNumber, Trust trust) {
    if (trust == Trust::KeyChanged)
        return ErrorCode::NotAllowed;
    const auto contact = find(user);
    if (!contact.ok())
        return contact.error();
    const std::string number = numberOf(contact.value());
    if (number.empty() || number != safetyNumber)
        return ErrorCode::SafetyNumberWrong;
    const auto shared = m_parts.stores.conversations.withMember(user);
    if (!shared.ok())
        return shared.error();
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        aftermath.summaries.insert(shared.value().begin(), shared.value().end());
        aftermath.details.insert(shared.value().begin(), shared.value().end());
        auto& contacts = m_parts.stores.contacts;
        if (auto accepted = contacts.acceptChangedKey(transaction, user); !accepted.ok())
            return accepted;
        if (auto wanted = wantBack(transaction, aftermath, user); !wanted.ok())
            return wanted;
        return contacts.setTrust(transaction, user,
                                 trust == Trust::Verified ? storage::KeyTrust::Verified
                                                          : storage::KeyTrust::FirstUse);
    });
    if (written.ok())
        m_onTrusted();
    return written;
}

} // namespace kontor
