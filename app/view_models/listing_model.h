#pragma once

#include "app/texts/moments.h"
#include "core/client.h"
#include "core/events.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// Pictures and files, links, polls or pins of the open conversation, newest first: a window that
/// grows in pages as the view asks for more (canFetchMore). Empty until show() says what. UI
/// thread.
class ListingModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY stateChanged FINAL)
    Q_PROPERTY(What what READ what NOTIFY stateChanged FINAL)

public:
    static constexpr std::uint32_t kPage = 50;

    enum class State { Closed, Loading, Empty, Filled, Failed };
    Q_ENUM(State)
    enum class What { Files, Links, Polls, Pins }; ///< as Listed
    Q_ENUM(What)

    enum class Role {
        Id = Qt::UserRole + 1, ///< number that names the entry
        Who,                   ///< who said it
        Words,                 ///< in one line: text, question, caption or file name
        Time,                  ///< as short as lists write it
        IconName,
        Section, ///< of polls: whether it is open; else empty
        Spoken,  ///< the whole row as one plain sentence, for screen readers
    };

    ListingModel(Client& client, Moments moments);

    /// The conversation whose lists may be wanted; what was shown is closed.
    void open(std::optional<ConversationId> conversation);
    void apply(const TimelineChanged& change);
    void forget(const std::vector<MessageRow>& erased);
    void setLocale(const QLocale& locale);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] What what() const { return m_what; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    Q_INVOKABLE void show(What what);
    Q_INVOKABLE void close();
    /// Reads again, after a failure.
    Q_INVOKABLE void reload();

signals:
    void stateChanged();

private:
    using Then = std::function<void(ListingModel&, ListingPage)>;
    void ask(std::optional<MessageRow> olderThan, std::uint32_t count, Then then);
    void refresh();
    void replace(ListingPage page);
    void append(ListingPage page);
    void setState(State state, const QString& failure = {});
    [[nodiscard]] std::ptrdiff_t rowOf(MessageRow row) const;
    [[nodiscard]] bool concerns(const TimelineDiff& diff) const;
    [[nodiscard]] QString section(const TimelineEntry& entry) const;
    [[nodiscard]] QString words(const TimelineEntry& entry) const;
    [[nodiscard]] static QString who(const TimelineEntry& entry);

    Client& m_client;
    Moments m_moments;
    std::optional<ConversationId> m_conversation;
    std::vector<TimelineEntry> m_rows;
    What m_what = What::Files;
    State m_state = State::Closed;
    QString m_failure;
    int m_generation = 0;
    bool m_asking = false;
    bool m_again = false; ///< something has changed while a page was on its way
    bool m_complete = false;
};

} // namespace kontor
