#pragma once

#include "core/client.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// Where a message is to be said once more: the conversations that can be written in, newest
/// activity first, narrowed by words; some are picked. What was picked stays so while other words
/// are typed. A window that grows in pages (canFetchMore). UI thread.
class ForwardViewModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY wordsChanged FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY stateChanged FINAL) ///< of reading or sending
    Q_PROPERTY(QStringList pickedNames READ pickedNames NOTIFY pickedChanged FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString message READ message NOTIFY messageChanged FINAL) ///< in one line

public:
    static constexpr std::uint32_t kPage = 60;
    /// Conversations among which people are looked for.
    static constexpr std::uint32_t kNewest = 500;

    enum class State { Loading, Nowhere, NotFound, Filled, Failed };
    Q_ENUM(State)

    enum class Role {
        Name = Qt::UserRole + 1,
        Detail, ///< handle, or how many people
        Initials,
        Colour,
        Owner, ///< whose picture it is (app/pictures/avatar_key.h)
        Notes, ///< true for note-to-self
        Picked,
        Spoken,
    };

    explicit ForwardViewModel(Client& client);

    /// Nothing picked, no words, and the list read anew.
    void start(const TimelineEntry& message);
    void forget(const std::vector<MessageRow>& erased);

    [[nodiscard]] const QString& words() const { return m_words; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] QStringList pickedNames() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString message() const;
    void setWords(const QString& words);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    Q_INVOKABLE void toggle(int row);
    Q_INVOKABLE void unpick(int position);
    Q_INVOKABLE void load();
    Q_INVOKABLE void send();

signals:
    void wordsChanged();
    void stateChanged();
    void pickedChanged();
    void messageChanged();
    /// It is on its way; or gone, and there is nothing to forward.
    void done();

private:
    void take(Result<std::vector<ConversationSummary>> page, std::uint32_t offset);
    void askChats(std::vector<ConversationSummary> groups);
    void askPage(std::uint32_t offset);
    void setState(State state, const QString& failure = {});
    [[nodiscard]] bool isPicked(ConversationId id) const;

    Client& m_client;
    TimelineEntry m_message;
    QString m_words;
    std::vector<ConversationSummary> m_rows;
    std::vector<ConversationSummary> m_picked;
    std::uint32_t m_read = 0; ///< of the list without words; those that are left are not shown
    State m_state = State::Loading;
    QString m_failure;
    int m_generation = 0;
    bool m_busy = false;
    bool m_asking = false;
    bool m_complete = false;
};

} // namespace kontor
