#pragma once

#include "app/texts/moments.h"
#include "core/values.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// A poll as its card shows it: an option a row, and what is said about the whole. One poll for
/// life; what comes of it changes rows in place, so that the keyboard stays where it is.
class PollCardModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by TimelineModel")
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString hint READ hint NOTIFY changed FINAL)         ///< "Poll, one answer"
    Q_PROPERTY(QString answered READ answered NOTIFY changed FINAL) ///< "5 of 8"
    Q_PROPERTY(QString silent READ silent NOTIFY changed FINAL)     ///< who has not, or empty
    Q_PROPERTY(QString ends READ ends NOTIFY changed FINAL)         ///< its deadline, or empty
    Q_PROPERTY(QString secrecy READ secrecy NOTIFY changed FINAL) ///< who sees no result, or empty
    Q_PROPERTY(QString toldBy READ toldBy NOTIFY changed FINAL)   ///< a sentence, or empty
    /// What leads to the options that have no row here; or empty.
    Q_PROPERTY(QString more READ more NOTIFY changed FINAL)
    Q_PROPERTY(QString comment READ comment NOTIFY changed FINAL) ///< one's own
    Q_PROPERTY(bool closed READ closed NOTIFY changed FINAL)
    Q_PROPERTY(bool known READ known NOTIFY changed FINAL) ///< what came of it is
    Q_PROPERTY(bool third READ third NOTIFY changed FINAL) ///< "if need be" is offered
    Q_PROPERTY(bool mayVote READ mayVote NOTIFY changed FINAL)
    Q_PROPERTY(bool mayComment READ mayComment NOTIFY changed FINAL) ///< one has voted
    Q_PROPERTY(bool mayClose READ mayClose NOTIFY changed FINAL)
    Q_PROPERTY(bool mayReopen READ mayReopen NOTIFY changed FINAL)
    Q_PROPERTY(bool mayRemind READ mayRemind NOTIFY changed FINAL)
    Q_PROPERTY(bool late READ late NOTIFY changed FINAL) ///< one's own newest vote came too late

public:
    /// More of them would fill the screen: the table has all.
    static constexpr int kShown = 10;
    /// Of a comment, in letters: what the core takes.
    static constexpr int kLongestComment = 256;

    enum class Role {
        Number = Qt::UserRole + 1, ///< what a vote names
        Label,                     ///< the option's words
        Count,                     ///< of votes: "5 (1)"; empty while it is hidden
        Share,                     ///< yes, of the greatest count, 0 to 1
        Maybe,                     ///< the same of "if need be", which stands behind it
        Answer,                    ///< one's own: 0 none, 1 yes, 2 if need be (PollAnswer)
        Waiting,                   ///< one's own vote on it is on its way
        Winner,                    ///< of a closed poll
        Voters,                    ///< their names in a line, or empty
        Spoken,                    ///< all of it as one plain sentence, for screen readers
    };

    PollCardModel(PollView poll, Moments moments, QObject* parent);

    /// The same poll as it stands now.
    void set(const PollView& poll);
    void setLocale(const QLocale& locale);
    /// Time has passed.
    void look() { tell(); }

    [[nodiscard]] QString title() const { return m_poll.title; }
    [[nodiscard]] QString hint() const;
    [[nodiscard]] QString answered() const;
    [[nodiscard]] QString silent() const;
    [[nodiscard]] QString ends() const;
    [[nodiscard]] QString secrecy() const;
    [[nodiscard]] QString toldBy() const;
    [[nodiscard]] QString more() const;
    [[nodiscard]] QString comment() const;
    [[nodiscard]] bool closed() const { return m_poll.state == PollView::State::Closed; }
    [[nodiscard]] bool known() const { return m_poll.outcome == PollView::Outcome::Known; }
    [[nodiscard]] bool third() const { return m_poll.third == PollView::Third::Offered; }
    [[nodiscard]] bool mayVote() const;
    [[nodiscard]] bool mayComment() const;
    [[nodiscard]] bool mayClose() const { return m_poll.mayClose; }
    [[nodiscard]] bool mayReopen() const { return m_poll.mayReopen; }
    [[nodiscard]] bool mayRemind() const { return m_poll.mayRemind; }
    [[nodiscard]] bool late() const { return m_poll.cameTooLate; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void changed();

private:
    void tell();
    [[nodiscard]] double share(std::int32_t votes) const;
    [[nodiscard]] bool waiting(PollView::OptionNumber option) const;

    PollView m_poll;
    Moments m_moments;
};

} // namespace kontor
