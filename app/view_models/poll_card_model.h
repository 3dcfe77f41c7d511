#pragma once

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
    Q_PROPERTY(bool mayVote READ mayVote NOTIFY changed FINAL)
    Q_PROPERTY(bool mayClose READ mayClose NOTIFY changed FINAL)
    Q_PROPERTY(bool late READ late NOTIFY changed FINAL) ///< one's own newest vote came too late

public:
    enum class Role {
        Number = Qt::UserRole + 1, ///< what a vote names
        Label,                     ///< the option's words
        Count,                     ///< of votes
        Share,                     ///< of the greatest count, 0 to 1
        Chosen,                    ///< by oneself
        Waiting,                   ///< one's own vote on it is on its way
        Winner,                    ///< of a closed poll
        Voters,                    ///< their names in a line, or empty
        Spoken,                    ///< all of it as one plain sentence, for screen readers
    };

    PollCardModel(PollView poll, QObject* parent);

    /// The same poll as it stands now.
    void set(const PollView& poll);
    void retranslate();

    [[nodiscard]] QString title() const { return m_poll.title; }
    [[nodiscard]] QString hint() const;
    [[nodiscard]] QString answered() const;
    [[nodiscard]] QString silent() const;
    [[nodiscard]] bool mayVote() const { return m_poll.mayVote; }
    [[nodiscard]] bool mayClose() const { return m_poll.mayClose; }
    [[nodiscard]] bool late() const { return m_poll.cameTooLate; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void changed();

private:
    PollView m_poll;
};

} // namespace kontor
