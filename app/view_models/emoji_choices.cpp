#include "app/view_models/emoji_choices.h"

#include <QPointer>

namespace kontor {

namespace {

const QString kRecentName = QStringLiteral("emoji/recent");
const QString kToneName = QStringLiteral("emoji/tone");
constexpr QLatin1Char kBetween(' ');

} // namespace

EmojiChoices::EmojiChoices(Client& client)
    : m_client(client) {}

void EmojiChoices::load() {
    m_client.recall(kRecentName, [self = QPointer(this)](const Result<QString>& stored) {
        if (self && stored.ok())
            self->takeRecent(stored.value().split(kBetween, Qt::SkipEmptyParts));
    });
    m_client.recall(kToneName, [self = QPointer(this)](const Result<QString>& stored) {
        if (!self || !stored.ok())
            return;
        const auto tone = stored.value().toUInt();
        if (tone == 0 || tone > emoji::kTones)
            return;
        self->m_tone = static_cast<emoji::Tone>(tone);
        emit self->toneChanged();
    });
}

/// What was chosen before the answer came stays in front.
void EmojiChoices::takeRecent(const QStringList& stored) {
    const bool chosenAlready = !m_recent.isEmpty();
    for (const auto& each : stored)
        if (m_recent.size() < kRecent && !m_recent.contains(each))
            m_recent.append(each);
    if (chosenAlready)
        m_client.remember(kRecentName, m_recent.join(kBetween));
    emit recentChanged();
}

void EmojiChoices::add(const QString& emoji) {
    if (!m_recent.isEmpty() && m_recent.front() == emoji)
        return;
    m_recent.removeAll(emoji);
    m_recent.prepend(emoji);
    while (m_recent.size() > kRecent)
        m_recent.removeLast();
    m_client.remember(kRecentName, m_recent.join(kBetween));
    emit recentChanged();
}

void EmojiChoices::setTone(emoji::Tone tone) {
    if (m_tone == tone)
        return;
    m_tone = tone;
    m_client.remember(kToneName, QString::number(static_cast<int>(tone)));
    emit toneChanged();
}

} // namespace kontor
