#pragma once

#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// What a person lets others know. Kept in the profile, where core looks as well
/// (core/setting_names.h). UI thread.
class PrivacyChoices : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    /// Others learn what was read here, and one sees what they have read.
    Q_PROPERTY(bool readReceipts READ readReceipts WRITE setReadReceipts NOTIFY changed FINAL)

public:
    explicit PrivacyChoices(Client& client);
    /// Reads what the profile has; the profile is open.
    void load();

    [[nodiscard]] bool readReceipts() const { return m_readReceipts; }
    void setReadReceipts(bool wanted);

signals:
    void changed();

private:
    Client& m_client;
    bool m_readReceipts = true;
};

} // namespace kontor
