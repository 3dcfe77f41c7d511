#include "app/view_models/privacy_choices.h"

#include <QPointer>

namespace kontor {
namespace {

/// core/setting_names.h, kReadReceipts.
const QString kReadReceipts = QStringLiteral("receipts.read");
const QString kOff = QStringLiteral("off");

} // namespace

PrivacyChoices::PrivacyChoices(Client& client)
    : m_client(client) {}

void PrivacyChoices::load() {
    m_client.recall(kReadReceipts, [self = QPointer(this)](const Result<QString>& stored) {
        if (!self || !stored.ok())
            return;
        self->m_readReceipts = stored.value() != kOff;
        emit self->changed();
    });
}

void PrivacyChoices::setReadReceipts(bool wanted) {
    if (wanted == m_readReceipts)
        return;
    m_readReceipts = wanted;
    m_client.remember(kReadReceipts, wanted ? QString() : kOff);
    emit changed();
}

} // namespace kontor
