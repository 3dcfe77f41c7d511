#pragma once

#include "core/client.h"
#include "core/events.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// The pins on top of the open conversation, one of them shown: the newest at first; each press
/// leads to the one that is shown and steps to the next older one, round and round. UI thread.
class PinsViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(int position READ position NOTIFY changed FINAL) ///< from 1, the newest
    Q_PROPERTY(QString who READ who NOTIFY changed FINAL)       ///< who said it
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL)   ///< in one line

public:
    explicit PinsViewModel(Client& client);

    void open(ConversationId conversation);
    void close();
    void apply(const TimelineChanged& change);
    void forget(const std::vector<MessageRow>& erased);
    void retranslate() { emit changed(); }

    [[nodiscard]] int count() const { return static_cast<int>(m_pins.size()); }
    [[nodiscard]] int position() const { return m_pins.empty() ? 0 : m_shown + 1; }
    [[nodiscard]] QString who() const;
    [[nodiscard]] QString words() const;

    Q_INVOKABLE void press();

signals:
    void changed();
    /// Lead to this entry of the conversation.
    void entryWanted(double id);

private:
    void read();
    void take(std::vector<TimelineEntry> pins);
    [[nodiscard]] bool has(MessageRow row) const;
    [[nodiscard]] const TimelineEntry* shown() const;

    Client& m_client;
    std::optional<ConversationId> m_conversation;
    std::vector<TimelineEntry> m_pins; ///< newest pin first
    int m_shown = 0;
};

} // namespace kontor
