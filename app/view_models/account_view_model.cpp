#include "app/view_models/account_view_model.h"

#include "app/texts/initials.h"

namespace kontor {

void AccountViewModel::set(const Account& account) {
    m_account = account;
    emit changed();
}

QString AccountViewModel::handle() const {
    return QLatin1Char('@') + m_account.self.handle;
}

QString AccountViewModel::initials() const {
    return kontor::initials(m_account.self.name);
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
