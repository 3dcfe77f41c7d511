#include "app/view_models/privacy_choices.h"

#include <QPointer>

namespace kontor {
namespace {

// core/setting_names.h, kReadReceipts and kTyping.
const QString kReadReceipts = QStringLiteral("receipts.read");
const QString kTyping = QStringLiteral("typing");
const QString kOff = QStringLiteral("off");

} // namespace

PrivacyChoices::PrivacyChoices(Client& client)
    : m_client(client) {}

void PrivacyChoices::load() {
    recall(kReadReceipts, &PrivacyChoices::m_readReceipts);
    recall(kTyping, &PrivacyChoices::m_typing);
}

void PrivacyChoices::recall(const QString& name, bool PrivacyChoices::* choice) {
    m_client.recall(name, [self = QPointer(this), choice](const Result<QString>& stored) {
        if (!self || !stored.ok())
            return;
        self.data()->*choice = stored.value() != kOff;
        emit self->changed();
    });
}

void PrivacyChoices::choose(const QString& name, bool PrivacyChoices::* choice, bool wanted) {
    if (wanted == this->*choice)
        return;
    this->*choice = wanted;
    m_client.remember(name, wanted ? QString() : kOff);
    emit changed();
}

void PrivacyChoices::setReadReceipts(bool wanted) {
    choose(kReadReceipts, &PrivacyChoices::m_readReceipts, wanted);
}

void PrivacyChoices::setTyping(bool wanted) {
    choose(kTyping, &PrivacyChoices::m_typing, wanted);
}

} // namespace kontor
