#pragma once

#include "app/texts/formatted_words.h"
#include "app/texts/moments.h"
#include "app/view_models/life_countdown.h"
#include "app/view_models/picture_card.h"
#include "app/view_models/poll_card_model.h"
#include "app/view_models/quote_card.h"
#include "app/view_models/reactions_model.h"
#include "app/view_models/timeline_window.h"
#include "core/client.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <map>
#include <set>

namespace kontor {

/// A window of at most kWindow entries on a conversation of any length; row 0 is the newest of
/// them. Older pages come in by themselves when asked for. Whatever can shift what is being read
/// waits until the view calls applyWaiting(), because only the view can keep it in its place; with
/// no view it is applied at once.
///
/// Pages and diffs carry the store's revision. A diff up to the revision of the page that the
/// window was built from is contained in it and dropped. One that comes while a page is being read
/// is applied to that page as well, when it is newer than the page. UI thread.
class TimelineModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool atNewest READ atNewest NOTIFY edgesChanged FINAL)
    /// Messages of others below what was last seen that nobody has looked at, in the window.
    Q_PROPERTY(int unreadBelow READ unreadBelow NOTIFY seenChanged FINAL)
    /// Its window is on the screen: what is left of lives counts down.
    Q_PROPERTY(bool shown READ shown WRITE setShown NOTIFY shownChanged FINAL)

public:
    static constexpr int kWindow = 150; ///< three screens of short messages above and below
    static constexpr int kPage = 50;
    /// Rows that remain on either side of the view before a page is asked for.
    static constexpr int kMargin = 40;

    enum class State { Closed, Loading, Empty, Filled, Failed };
    Q_ENUM(State)

    enum class Role {
        Id = Qt::UserRole + 1, ///< number that names the entry, for finding it again
        Kind,      ///< "own", "other", "poll", "picture", "call" or "notice": chooses the delegate
        Sender,    ///< name, in groups, where this entry opens a run of one person; else empty
        Colour,    ///< index of the sender's colour, 0 to 7
        Owner,     ///< of the sender's picture (app/pictures/avatar_key.h)
        Initials,  ///< in groups, where this entry closes a run; else empty
        Closes,    ///< true where this entry closes a run of one person
        Own,       ///< whether oneself said it
        Poll,      ///< a poll's PollCardModel; else null
        Picture,   ///< a picture's PictureCard; else null
        Formatted, ///< of a text with looks its FormattedWords; else null
        Quote,     ///< of an answer its QuoteCard; else null
        Reactions, ///< its ReactionsModel where there are some; else null
        Acts,      ///< something can be done to it: answer, react, delete ...
        Edited,    ///< "edited", or empty
        Text,      ///< what was said as plain text, or the sentence of a notice
        Markup,    ///< the same with links made pressable
        Styled,    ///< whether Markup is styled text
        Link,      ///< the first web address in Text, for those who press no links; or empty
        Large,     ///< one to three emoji and nothing else
        Life,      ///< what is left of its life, or empty: it stays
        Time,      ///< time of day in the reader's way of writing
        Delivery,  ///< icon name of an own message's state, or empty
        DeliveryText, ///< the same in a word
        Failure,      ///< why an own message was not sent, or a vote not taken; or empty
        Day,          ///< "Today", where this entry opens a day; else empty
        OpensUnread,  ///< true for the oldest entry that was not seen when the page was opened
        Marked,       ///< true for the one that a search led to
        Missed,       ///< true for a call that rang here in vain
        Spoken,       ///< the whole entry as one plain sentence, for screen readers
    };

    TimelineModel(Client& client, PictureLibrary& pictures, Moments moments, const Clock& clock,
                  Timers& timers);

    void open(ConversationId conversation, ConversationKind kind);
    void openAround(ConversationId conversation, ConversationKind kind, MessageRow row);
    void close();
    void apply(const TimelineChanged& change);
    void setLocale(const QLocale& locale);

    [[nodiscard]] const Moments& moments() const { return m_moments; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] bool atNewest() const { return m_window.reachesNewest; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void wantOlder();
    Q_INVOKABLE void wantNewer();
    Q_INVOKABLE void showNewest();
    /// To what was not seen yet where that begins further down than right below the view, else to
    /// the newest: newestWanted().
    Q_INVOKABLE void goOn();
    [[nodiscard]] int unreadBelow() const;
    [[nodiscard]] bool shown() const { return m_shown; }
    void setShown(bool shown);
    /// Nobody looks any more: what comes meanwhile was not on screen, and is new to whoever comes
    /// back.
    Q_INVOKABLE void lookAway();
    /// From the newest to the oldest row that is partly on screen; asks for what comes next on
    /// either side, and lets the lives of these count down. -1: none.
    Q_INVOKABLE void inView(int newest, int oldest);
    Q_INVOKABLE void applyWaiting();
    /// Reads the newest page again, after a failure.
    Q_INVOKABLE void reload();
    Q_INVOKABLE int rowOf(double id) const; ///< -1 when it left the window
    /// Leads to an entry of this conversation, wherever it is, and marks it.
    Q_INVOKABLE void showEntry(double id);
    /// To the first message of that day or of a later one; it is marked.
    void showDay(const QDate& day);
    /// Of the newest message that was on screen last; none: of none.
    [[nodiscard]] std::optional<QDate> dayInView() const;
    /// None when it left the window. Until the next change.
    [[nodiscard]] const TimelineEntry* entryOf(double id) const;
    /// The newest text of one's own in the window.
    [[nodiscard]] const TimelineEntry* newestOwn() const;
    /// The row that opens what is unread, where the window was filled around it; or -1.
    Q_INVOKABLE int unreadRow() const;
    /// The row that a search led to, or -1.
    Q_INVOKABLE int markedRow() const;
    /// The entries from one to the other are wholly on screen in a focused window.
    Q_INVOKABLE void seen(double newest, double oldest);
    Q_INVOKABLE void sendAgain(double id);
    Q_INVOKABLE void discard(double id);
    /// An option of a poll was pressed: votes for it, or takes that back.
    Q_INVOKABLE void vote(double id, int option);
    /// Words beside one's own vote, in place of earlier ones; empty: none.
    Q_INVOKABLE void comment(double id, const QString& words);
    Q_INVOKABLE void closePoll(double id);
    Q_INVOKABLE void reopenPoll(double id);
    /// Says a message that names everybody who has not answered.
    Q_INVOKABLE void remindSilent(double id);
    /// The same is to be asked again: pollCopyWanted().
    Q_INVOKABLE void askAgain(double id);

signals:
    void stateChanged();
    void edgesChanged();
    /// Something waits for applyWaiting().
    void waiting();
    /// The window was filled anew: at its newest end, or around the marked or the unread row.
    void opened();
    void seenChanged();
    void shownChanged();
    void newestWanted();
    void pollCopyWanted(const kontor::PollView& poll);

private:
    struct Stamped {
        std::uint64_t revision;
        TimelineDiff diff;
    };
    /// A change that waits for the view: a diff, or a page of newer entries.
    using Change = std::variant<Stamped, TimelinePage>;

    /// What became of something that was asked of an entry: nothing, or a sentence on it.
    [[nodiscard]] Reply<void> answerOn(MessageRow row);
    [[nodiscard]] const PollView* pollOf(double id) const;
    void ask(TimelineRequest::Anchor anchor, MessageRow row, int count,
             Milliseconds moment = Milliseconds(0));
    void take(TimelineRequest::Anchor anchor, MessageRow asked, Result<TimelinePage> answer);
    void takeWhole(TimelinePage page);
    void noteUnread(const TimelinePage& page);
    void openLine(MessageRow row);
    [[nodiscard]] bool isUnread(const TimelineEntry& entry) const;
    [[nodiscard]] bool isBelow(const TimelinePage& page) const;
    void takeOlder(TimelinePage page);
    void takeNewer(TimelinePage page);
    void patch(TimelinePage& page, std::optional<MessageRow> newerEdge) const;
    void applyDiff(const TimelineDiff& diff);
    void performStep(const TimelineWindow::Step& step, const TimelineEntry& entry);
    void announceWaiting();
    void readAgain();
    void trim();
    void countDown();
    void watchLives();
    void removeRowsFrom(int first, int count);
    void changed(int first, int last);
    void setState(State state, const QString& failure = {});
    void setReachesNewest(bool reaches);
    [[nodiscard]] bool joined(std::size_t older) const;
    [[nodiscard]] bool opensDay(std::size_t row) const;
    [[nodiscard]] QVariant words(const TimelineEntry& entry, Role role) const;
    [[nodiscard]] QString said(const TimelineEntry& entry) const;
    [[nodiscard]] QString spoken(const TimelineEntry& entry) const;
    [[nodiscard]] static QString delegateOf(const TimelineEntry& entry);
    [[nodiscard]] PollCardModel* card(const TimelineEntry& entry) const;
    [[nodiscard]] PictureCard* picture(const TimelineEntry& entry) const;
    [[nodiscard]] FormattedWords* formatted(const TimelineEntry& entry) const;
    [[nodiscard]] QuoteCard* quote(const TimelineEntry& entry) const;
    [[nodiscard]] ReactionsModel* reactions(const TimelineEntry& entry) const;
    void dropCards();

    Client& m_client;
    PictureLibrary& m_pictureLibrary;
    Moments m_moments;
    std::optional<ConversationId> m_conversation;
    ConversationKind m_kind = ConversationKind::Direct;
    TimelineWindow m_window;
    std::optional<TimelineEntry> m_beyond; ///< what left it last at its newer end
    MessageRow m_edge;                     ///< the row that it stood beside
    std::vector<Change> m_waiting;
    std::vector<Stamped> m_whileAsking; ///< diffs that came since the page was asked for
    std::uint64_t m_revision = 0;       ///< of the page that the window was built from
    std::optional<MessageRow> m_firstUnread;
    std::optional<MessageRow> m_marked;
    /// What was on screen without a jump in between: from one row to the other all is read.
    struct Run {
        MessageRow newest;
        MessageRow oldest;
    };
    std::optional<Run> m_run;
    std::optional<std::pair<int, int>> m_view; ///< rows on screen, as inView() said last
    bool m_shown = true;
    std::optional<MessageRow> m_inView; ///< the newest that was on screen last
    bool m_lookedAway = false;
    std::optional<Seq> m_unreadFrom; ///< what is older was read before the conversation was opened
    std::set<MessageRow> m_looked;   ///< rows of the window that were on screen
    bool m_filledAroundUnread = false; ///< the window was
    std::set<MessageRow> m_begun;      ///< lives that were told to begin
    LifeCountdown m_countdown;
    // Made when a view asks; children.
    mutable std::map<MessageRow, PollCardModel*> m_cards;
    mutable std::map<MessageRow, PictureCard*> m_pictures;
    mutable std::map<MessageRow, FormattedWords*> m_formatted;
    mutable std::map<MessageRow, QuoteCard*> m_quotes;
    mutable std::map<MessageRow, ReactionsModel*> m_reactions;
    std::map<MessageRow, QString> m_trouble; ///< of what was last asked of an entry
    State m_state = State::Closed;
    QString m_failure;
    int m_generation = 0; ///< answers to questions asked before a jump are dropped
    bool m_asking = false;
    bool m_missed = false;
};

} // namespace kontor
