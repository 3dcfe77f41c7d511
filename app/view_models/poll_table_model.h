#pragma once

#include "app/platform/file_keeper.h"
#include "app/texts/moments.h"
#include "app/view_models/poll_files.h"
#include "app/view_models/poll_table_sides.h"
#include "core/client.h"

#include <QAbstractTableModel>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// Who said what to a poll: people are rows, options columns; oneself stands first, where one may
/// vote or has. Follows the poll while it is open. Rows come and go at the end alone, so that what
/// is being read stays in its place. UI thread.
class PollTableModel : public QAbstractTableModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString hint READ hint NOTIFY changed FINAL)
    Q_PROPERTY(QString ends READ ends NOTIFY changed FINAL)
    Q_PROPERTY(QString secrecy READ secrecy NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel* options READ options CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel* people READ people CONSTANT FINAL)
    Q_PROPERTY(QString silent READ silent NOTIFY changed FINAL)       ///< names, or empty
    Q_PROPERTY(QStringList winners READ winners NOTIFY changed FINAL) ///< dates for the calendar
    Q_PROPERTY(bool ready READ ready NOTIFY changed FINAL)
    Q_PROPERTY(bool known READ known NOTIFY changed FINAL) ///< what came of it is
    Q_PROPERTY(bool texts READ texts NOTIFY changed FINAL) ///< options are words, not dates
    Q_PROPERTY(bool mayVote READ mayVote NOTIFY changed FINAL)
    Q_PROPERTY(bool mayClose READ mayClose NOTIFY changed FINAL)
    Q_PROPERTY(bool mayReopen READ mayReopen NOTIFY changed FINAL)
    Q_PROPERTY(bool mayRemind READ mayRemind NOTIFY changed FINAL)
    /// What became of the last thing that was asked for, as a sentence; or empty.
    Q_PROPERTY(QString outcome READ outcome NOTIFY changed FINAL)
    Q_PROPERTY(bool failed READ failed NOTIFY changed FINAL) ///< `outcome` is bad news

public:
    enum class Role {
        Answer = Qt::UserRole + 1, ///< 0 no, 1 yes, 2 if need be (PollAnswer)
        Given,                     ///< she has answered at all
        Own,                       ///< a cell of one's own that can be pressed
        Best,                      ///< the column of the option that leads
        Spoken,                    ///< "Thu, 26 Nov, your answer: yes"
    };

    /// The chooser of `keeper` must outlive it.
    PollTableModel(Client& client, FileKeeper keeper, PollFiles files, const Clock& clock,
                   Moments moments);

    void setSelf(const Person& self);
    void setLocale(const QLocale& locale);
    void apply(const TimelineChanged& change);
    void forget(const std::vector<MessageRow>& rows);

    [[nodiscard]] QString title() const { return m_table.poll.title; }
    [[nodiscard]] QString hint() const;
    [[nodiscard]] QString ends() const;
    [[nodiscard]] QString secrecy() const;
    [[nodiscard]] QAbstractItemModel* options() { return &m_options; }
    [[nodiscard]] QAbstractItemModel* people() { return &m_people; }
    [[nodiscard]] QString silent() const { return m_silent; }
    [[nodiscard]] QStringList winners() const;
    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] bool known() const;
    [[nodiscard]] bool texts() const;
    [[nodiscard]] bool mayVote() const { return m_table.poll.mayVote; }
    [[nodiscard]] bool mayClose() const { return m_table.poll.mayClose; }
    [[nodiscard]] bool mayReopen() const { return m_table.poll.mayReopen; }
    [[nodiscard]] bool mayRemind() const { return m_table.poll.mayRemind; }
    [[nodiscard]] const QString& outcome() const { return m_outcome; }
    [[nodiscard]] bool failed() const { return m_failed; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// A poll of the timeline, by its entry's id.
    Q_INVOKABLE void open(double id);
    Q_INVOKABLE void close();
    /// One's own answer to that column goes on to the next one.
    Q_INVOKABLE void press(int column);
    Q_INVOKABLE void closePoll();
    Q_INVOKABLE void reopenPoll();
    Q_INVOKABLE void remindSilent();
    Q_INVOKABLE void askAgain();
    Q_INVOKABLE [[nodiscard]] bool hasComment(int row) const;
    /// One's own answer to that column, as a sentence; empty without columns.
    Q_INVOKABLE [[nodiscard]] QString spokenOwn(int column) const;
    /// Asks where to, and writes: the table, or one of `winners` for a calendar.
    Q_INVOKABLE void saveTable();
    Q_INVOKABLE void saveDate(int winner);

signals:
    void changed();
    /// The poll is there no longer.
    void gone();
    void copyWanted(const kontor::PollView& poll);

private:
    void read();
    void take(PollTable table);
    void fillColumns();
    void fillPeople();
    [[nodiscard]] std::vector<PollPeopleModel::Line> linesNow();
    [[nodiscard]] QString spokenLine(const PollPeopleModel::Line& line) const;
    [[nodiscard]] bool pressable(const PollPeopleModel::Line& line) const;
    [[nodiscard]] Reply<void> tellFailure();
    void keep(const QString& ending, const QByteArray& bytes);
    void tell(const QString& sentence, bool failed);
    [[nodiscard]] std::vector<PollView::OptionNumber> winningSlots() const;

    Client& m_client;
    FileKeeper m_keeper;
    PollFiles m_files;
    const Clock& m_clock;
    Moments m_moments;
    Person m_self;
    std::optional<MessageRow> m_row;
    PollTable m_table;
    PollColumnsModel m_options;
    PollPeopleModel m_people;
    QString m_silent;
    QString m_outcome;
    int m_generation = 0;
    bool m_ready = false;
    bool m_failed = false;
    bool m_asking = false;
    bool m_again = false; ///< it has changed while an answer was on its way
};

} // namespace kontor
