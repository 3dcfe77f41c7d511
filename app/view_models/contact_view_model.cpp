#include "app/view_models/contact_view_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"
#include "app/texts/status_text.h"

#include <QPointer>

namespace kontor {

namespace {

constexpr qsizetype kGroup = 5;
constexpr qsizetype kLine = 4 * kGroup;

} // namespace

ContactViewModel::ContactViewModel(Client& client)
    : m_client(client) {}

std::optional<UserId> ContactViewModel::id() const {
    return m_person ? std::optional(m_person->id) : std::nullopt;
}

/// The same person again: what is known of her may have changed.
void ContactViewModel::open(const Person& person) {
    const bool same = id() == person.id;
    if (same && *m_person == person && !m_number.isEmpty())
        return;
    if (!same || m_person->trust != person.trust)
        m_failure.clear();
    if (!same || person.trust == Trust::KeyChanged)
        m_number.clear();
    if (!same)
        m_busy = false;
    m_person = person;
    emit changed();
    ask();
}

void ContactViewModel::close() {
    m_person.reset();
    m_number.clear();
    m_failure.clear();
    m_busy = false;
    emit changed();
}

void ContactViewModel::ask() {
    const auto asked = *id();
    m_client.contact(asked, [self = QPointer(this), asked](const Result<ContactView>& answer) {
        if (!self || self->id() != asked)
            return;
        if (answer.ok()) {
            self->m_person = answer.value().person;
            self->m_number = answer.value().safetyNumber;
        } else {
            self->m_failure = ErrorText::of(answer.error());
        }
        emit self->changed();
    });
}

QString ContactViewModel::initials() const {
    return kontor::initials(name());
}

int ContactViewModel::colour() const {
    return m_person ? colourOf(m_person->id) : 0;
}

QString ContactViewModel::owner() const {
    return m_person ? avatarKey(m_person->id) : QString();
}

int ContactViewModel::availability() const {
    return m_person ? static_cast<int>(m_person->status.availability) : 0;
}

QString ContactViewModel::status() const {
    return m_person ? StatusText::brief(m_person->status) : QString();
}

QString ContactViewModel::number() const {
    QString groups;
    for (qsizetype at = 0; at < m_number.size(); at += kGroup) {
        if (at > 0)
            groups += QLatin1Char(at % kLine == 0 ? '\n' : ' ');
        groups += QStringView(m_number).mid(at, kGroup);
    }
    return groups;
}

void ContactViewModel::set(Trust trust) {
    if (m_busy || !m_person || m_number.isEmpty())
        return;
    m_busy = true;
    m_failure.clear();
    emit changed();
    const auto asked = *id();
    m_client.setTrust(asked, m_number, trust,
                      [self = QPointer(this), asked](const Result<void>& done) {
                          if (!self || self->id() != asked)
                              return;
                          self->m_busy = false;
                          if (!done.ok())
                              self->m_failure = ErrorText::of(done.error());
                          self->ask();
                      });
}

} // namespace kontor
