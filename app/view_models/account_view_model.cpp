#include "app/view_models/account_view_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/initials.h"
#include "app/texts/status_text.h"

namespace kontor {

void AccountViewModel::set(const Account& account) {
    m_account = account;
    emit changed();
}

void AccountViewModel::apply(const StatusChanged& change) {
    if (change.user != m_account.self.id)
        return;
    m_account.self.status = change.status;
    emit changed();
}

int AccountViewModel::availability() const {
    return static_cast<int>(m_account.self.status.availability);
}

QString AccountViewModel::status() const {
    return StatusText::brief(m_account.self.status);
}

QString AccountViewModel::handle() const {
    return QLatin1Char('@') + m_account.self.handle;
}

QString AccountViewModel::initials() const {
    return kontor::initials(m_account.self.name);
}

QString AccountViewModel::owner() const {
    return avatarKey(m_account.self.id);
}

int AccountViewModel::colour() const {
    return colourOf(m_account.self.id);
}

QString AccountViewModel::keyPlace() const {
    switch (m_account.keyPlace) {
    case KeyPlace::Keychain:
        return tr("Your messages are stored encrypted. The key lies in the keychain of this "
                  "computer.");
    case KeyPlace::KeyFile:
        return tr("Your messages are stored encrypted. The key lies in a file of your profile that "
                  "only your user account can read. Whoever copies your whole profile can read "
                  "your messages.");
    }
    return {};
}

} // namespace kontor
