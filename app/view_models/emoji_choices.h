#pragma once

#include "app/emoji/emoji_table.h"
#include "core/client.h"

#include <QObject>
#include <QStringList>

namespace kontor {

/// What somebody chose of emoji before, kept in the profile: the last ones, newest first, each as
/// it was chosen, and the skin tone in which hands and people are offered.
class EmojiChoices : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype kRecent = 27; ///< three rows of the picker

    explicit EmojiChoices(Client& client);
    /// Reads what the profile has; the profile is open.
    void load();

    [[nodiscard]] const QStringList& recent() const { return m_recent; }
    [[nodiscard]] emoji::Tone tone() const { return m_tone; }
    void add(const QString& emoji);
    void setTone(emoji::Tone tone);

signals:
    void recentChanged();
    void toneChanged();

private:
    void takeRecent(const QStringList& stored);

    Client& m_client;
    QStringList m_recent;
    emoji::Tone m_tone = emoji::Tone::None;
};

} // namespace kontor
