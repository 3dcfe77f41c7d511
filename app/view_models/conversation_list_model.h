#pragma once

#include "app/texts/moments.h"
#include "core/client.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <map>
#include <optional>

namespace kontor {

/// The conversations: favourites, then newest activity first; or those of the archive. A window
/// that grows from the top in pages as the view asks for more (canFetchMore). UI thread.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY stateChanged FINAL)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentRowChanged FINAL)
    /// How many are in the archive.
    Q_PROPERTY(int archived READ archived NOTIFY archivedChanged FINAL)
    Q_PROPERTY(bool isArchive READ isArchive CONSTANT FINAL)

public:
    static constexpr int kPage = 60; ///< two screens of a large display

    enum class State { Loading, Empty, Filled, Failed };
    Q_ENUM(State)

    enum class Role {
        Id = Qt::UserRole + 1, ///< number that names the conversation
        Title,
        Preview,      ///< the newest entry in one line
        Time,         ///< of it, as short as lists write it
        Mentioned,    ///< true when something unread names oneself
        Unread,       ///< count of messages not seen yet
        Initials,     ///< for the avatar; empty for note-to-self
        Colour,       ///< index of the avatar's colour, 0 to 7
        Owner,        ///< of the picture (app/pictures/avatar_key.h)
        Availability, ///< as ProfileViewModel numbers it; 0: nothing said
        Notes,        ///< true for note-to-self
        Delivery,     ///< icon name of the newest own message's state, or empty
        Trouble,      ///< true when the newest own message was not sent, or nothing can be written
        Current,      ///< true for the one that is open
        Muted,        ///< true when it makes no noise on this device
        Verified,     ///< direct: safety numbers were compared in person
        Marked,       ///< true when it looks unread because the person wants that
        Favourite,
        Draft,  ///< true when Preview is what is being written
        Typing, ///< true when Preview says who is writing
        Spoken, ///< the whole row as one plain sentence, for screen readers
    };

    enum class Which : std::uint8_t { List, Archive };

    ConversationListModel(Client& client, Moments moments, Which which = Which::List);

    void setSelf(const UserId& self) { m_self = self; }
    void setCurrent(std::optional<ConversationId> current);
    void setLocale(const QLocale& locale);
    void apply(const std::vector<ConversationSummary>& changed);
    void apply(const TypingChanged& change);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] int currentRow() const;
    [[nodiscard]] int archived() const { return m_archived; }
    [[nodiscard]] bool isArchive() const { return m_which == Which::Archive; }
    [[nodiscard]] std::optional<ConversationId> newest() const;
    /// The one `step` rows further down from the open one; none at the ends.
    [[nodiscard]] std::optional<ConversationId> beside(int step) const;
    [[nodiscard]] const ConversationSummary* find(ConversationId id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    /// Reads the first page anew.
    Q_INVOKABLE void load();
    /// What the menu of a row does; `id` names the conversation.
    Q_INVOKABLE void toggleFavourite(double id);
    Q_INVOKABLE void toggleArchived(double id);
    /// What is unread, or looks so, becomes read; another one looks unread.
    Q_INVOKABLE void toggleUnread(double id);

signals:
    void stateChanged();
    void currentRowChanged();
    void loaded();
    void archivedChanged();

private:
    void take(std::uint32_t offset, Result<std::vector<ConversationSummary>> page);
    void place(const std::vector<ConversationSummary>& summaries);
    void place(const ConversationSummary& summary);
    [[nodiscard]] int rowOf(ConversationId id) const;
    [[nodiscard]] QString spoken(const ConversationSummary& summary) const;
    void setState(State state, const QString& failure = {});
    void settle();
    [[nodiscard]] bool belongs(const ConversationSummary& summary) const;
    void takeAway(int row);
    void ask(std::uint32_t offset);
    void countArchived();
    [[nodiscard]] QString preview(const ConversationSummary& summary) const;
    [[nodiscard]] bool showsDraft(const ConversationSummary& summary) const;
    [[nodiscard]] bool showsTyping(const ConversationSummary& summary) const;

    Client& m_client;
    const Which m_which;
    Moments m_moments;
    UserId m_self;
    std::vector<ConversationSummary> m_rows;
    /// What has changed since the page was asked for: the page may be older.
    std::vector<ConversationSummary> m_whileAsking;
    std::optional<ConversationId> m_current;
    State m_state = State::Loading;
    QString m_failure;
    bool m_asking = false;
    std::map<ConversationId, std::vector<Person>> m_typing;
    int m_archived = 0;
    enum class Counting : std::uint8_t { No, Asked, Again } m_counting = Counting::No;
    bool m_complete = false; ///< no conversation is older than the last row
};

} // namespace kontor
