#include "app/view_models/notification_choices.h"

#include "app/view_models/stored_choice.h"

namespace kontor {

namespace {

const QString kEnabledKey = QStringLiteral("notifications/enabled");
const QString kContentKey = QStringLiteral("notifications/content");
const QString kMentionsKey = QStringLiteral("notifications/mentions");
const QString kSoundsKey = QStringLiteral("notifications/sounds");
const QString kClosingKey = QStringLiteral("window/closing");

} // namespace

NotificationChoices::NotificationChoices(const QString& settingsFile)
    : m_settings(settingsFile, QSettings::IniFormat)
    , m_enabled(m_settings.value(kEnabledKey, true).toBool())
    , m_content(storedChoice(m_settings, kContentKey, Content::NameAndText))
    , m_mentions(m_settings.value(kMentionsKey, true).toBool())
    , m_sounds(m_settings.value(kSoundsKey, true).toBool())
    , m_closing(storedChoice(m_settings, kClosingKey, Closing::Ask)) {}

void NotificationChoices::setEnabled(bool enabled) {
    if (m_enabled == enabled)
        return;
    m_enabled = enabled;
    m_settings.setValue(kEnabledKey, enabled);
    emit changed();
}

void NotificationChoices::setContent(Content content) {
    if (m_content == content)
        return;
    m_content = content;
    m_settings.setValue(kContentKey, QVariant::fromValue(content).toString());
    emit changed();
}

void NotificationChoices::setMentions(bool mentions) {
    if (m_mentions == mentions)
        return;
    m_mentions = mentions;
    m_settings.setValue(kMentionsKey, mentions);
    emit mentionsChanged();
}

void NotificationChoices::setSounds(bool sounds) {
    if (m_sounds == sounds)
        return;
    m_sounds = sounds;
    m_settings.setValue(kSoundsKey, sounds);
    emit soundsChanged();
}

void NotificationChoices::setClosing(Closing closing) {
    if (m_closing == closing)
        return;
    m_closing = closing;
    m_settings.setValue(kClosingKey, QVariant::fromValue(closing).toString());
    emit closingChanged();
}

} // namespace kontor
