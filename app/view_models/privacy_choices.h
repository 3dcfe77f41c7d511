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
    /// Others learn that one is writing, and one sees who is.
    Q_PROPERTY(bool typing READ typing WRITE setTyping NOTIFY changed FINAL)

public:
    explicit PrivacyChoices(Client& client);
    /// Reads what the profile has; the profile is open.
    void load();

    [[nodiscard]] bool readReceipts() const { return m_readReceipts; }
    void setReadReceipts(bool wanted);
    [[nodiscard]] bool typing() const { return m_typing; }
    void setTyping(bool wanted);

signals:
    void changed();

private:
    Client& m_client;
    void recall(const QString& name, bool PrivacyChoices::* choice);
    void choose(const QString& name, bool PrivacyChoices::* choice, bool wanted);

    bool m_readReceipts = true;
    bool m_typing = true;
};

} // namespace kontor
