#include "app/view_models/poll_table_model.h"

#include "app/texts/entry_text.h"
#include "app/texts/error_text.h"
#include "app/texts/poll_text.h"
#include "app/texts/slot_text.h"

#include <QPointer>

#include <algorithm>

namespace kontor {

using Line = PollPeopleModel::Line;

PollTableModel::PollTableModel(Client& client, FileKeeper keeper, PollFiles files,
                               const Clock& clock, Moments moments)
    : m_client(client)
    , m_keeper(std::move(keeper))
    , m_files(std::move(files))
    , m_clock(clock)
    , m_moments(std::move(moments)) {}

QString PollTableModel::hint() const {
    return PollText::hint(m_table.poll);
}

QString PollTableModel::ends() const {
    return PollText::ends(m_table.poll, m_moments);
}

QString PollTableModel::secrecy() const {
    return PollText::secrecy(m_table.poll);
}

bool PollTableModel::known() const {
    return m_ready && m_table.poll.outcome == PollView::Outcome::Known;
}

std::vector<PollView::OptionNumber> PollTableModel::winningSlots() const {
    std::vector<PollView::OptionNumber> dates;
    for (const auto& option : m_table.poll.options)
        if (option.slot && holds(m_table.poll.winners, option.number))
            dates.push_back(option.number);
    return dates;
}

QStringList PollTableModel::winners() const {
    QStringList labels;
    for (const auto& option : m_table.poll.options)
        if (option.slot && holds(m_table.poll.winners, option.number))
            labels << PollText::label(option, m_moments);
    return labels;
}

int PollTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_people.rowCount();
}

int PollTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_options.rowCount();
}

QHash<int, QByteArray> PollTableModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Answer), "answer"},
            {role(Role::Given), "given"},
            {role(Role::Own), "own"},
            {role(Role::Best), "best"},
            {role(Role::Spoken), "spoken"}};
}

bool PollTableModel::pressable(const Line& line) const {
    return line.whose == Line::Whose::Self && m_table.poll.mayVote;
}

QVariant PollTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& line = m_people.lines().at(static_cast<std::size_t>(index.row()));
    const auto column = static_cast<std::size_t>(index.column());
    const auto answer = column < line.answers.size() ? line.answers.at(column) : PollAnswer::No;
    switch (static_cast<Role>(role)) {
    case Role::Answer:
        return static_cast<int>(answer);
    case Role::Given:
        return line.given == Line::Given::Yes;
    case Role::Own:
        return pressable(line);
    case Role::Best:
        return m_options.columns().at(column).rank == PollColumnsModel::Column::Rank::Best;
    case Role::Spoken:
        return tr("%1, your answer: %2", "option, answer")
            .arg(m_options.columns().at(column).label, PollText::answer(answer));
    }
    return {};
}

void PollTableModel::open(double id) {
    close();
    m_row = MessageRow(static_cast<std::int64_t>(id));
    read();
}

void PollTableModel::close() {
    ++m_generation;
    m_row.reset();
    m_asking = m_again = false;
    take({});
    m_ready = false;
    m_outcome.clear();
    m_failed = false;
    emit changed();
}

void PollTableModel::read() {
    if (!m_row)
        return;
    if (m_asking) {
        m_again = true;
        return;
    }
    m_asking = true;
    m_again = false;
    m_client.pollTable(*m_row,
                       [self = QPointer(this), generation = m_generation](Result<PollTable> table) {
                           if (!self || self->m_generation != generation)
                               return;
                           self->m_asking = false;
                           if (!table.ok())
                               return self->tell(ErrorText::of(table.error()), true);
                           self->m_ready = true;
                           self->take(std::move(table).value());
                           if (self->m_again)
                               self->read();
                       });
}

void PollTableModel::apply(const TimelineChanged& change) {
    for (const auto& diff : change.diffs) {
        if (diff.entry.row != m_row)
            continue;
        if (diff.change != TimelineDiff::Change::Removed)
            return read();
        close();
        emit gone();
        return;
    }
}

void PollTableModel::forget(const std::vector<MessageRow>& rows) {
    if (!m_row || std::ranges::count(rows, *m_row) == 0)
        return;
    close();
    emit gone();
}

void PollTableModel::take(PollTable table) {
    m_table = std::move(table);
    const auto columns = static_cast<int>(m_table.poll.options.size());
    const auto lines = linesNow();
    const auto before = rowCount();
    const auto after = static_cast<int>(lines.size());
    const bool anew = columns != columnCount(); // another poll, or none
    if (anew)
        beginResetModel();
    else if (after > before)
        beginInsertRows({}, before, after - 1);
    else if (after < before)
        beginRemoveRows({}, after, before - 1);
    fillColumns();
    m_people.set(lines);
    if (anew)
        endResetModel();
    else if (after > before)
        endInsertRows();
    else if (after < before)
        endRemoveRows();
    if (!anew && after > 0 && columns > 0)
        emit dataChanged(index(0, 0), index(after - 1, columns - 1));
    auto silent = m_table.silent;
    std::erase_if(silent, [this](const Person& person) { return person.id == m_self.id; });
    m_silent = m_table.poll.state == PollView::State::Open ? EntryText::names(silent) : QString();
    emit changed();
}

void PollTableModel::fillColumns() {
    std::vector<PollColumnsModel::Column> columns;
    for (const auto& option : m_table.poll.options) {
        PollColumnsModel::Column column;
        column.number = option.number;
        column.label = PollText::label(option, m_moments);
        column.day = column.label;
        if (option.slot) {
            auto head = SlotText::head(*option.slot, m_moments);
            column.day = std::move(head.day);
            column.time = std::move(head.time);
        }
        column.count = PollText::count(m_table.poll, option);
        column.spoken = PollText::spoken(m_table.poll, option, m_moments);
        column.rank = holds(m_table.poll.winners, option.number)
                          ? PollColumnsModel::Column::Rank::Best
                          : PollColumnsModel::Column::Rank::Other;
        columns.push_back(std::move(column));
    }
    m_options.set(std::move(columns));
}

/// Oneself as one's own vote will be, then the others as the log has them.
std::vector<Line> PollTableModel::linesNow() {
    const auto& poll = m_table.poll;
    const auto vote = ownVote(poll);
    std::vector<Line> lines;
    if (poll.mayVote || hasAnswered(vote)) {
        Line own;
        own.name = tr("%1 (you)", "one's own name").arg(m_self.name);
        for (const auto& option : poll.options)
            own.answers.push_back(answerIn(vote, option.number));
        own.comment = vote.comment;
        own.whose = Line::Whose::Self;
        own.given = hasAnswered(vote) ? Line::Given::Yes : Line::Given::No;
        own.spoken = spokenLine(own);
        lines.push_back(std::move(own));
    }
    for (const auto& other : m_table.lines) {
        if (other.person.id == m_self.id)
            continue;
        Line line{other.person.name, other.comment, other.answers};
        line.spoken = spokenLine(line);
        lines.push_back(std::move(line));
    }
    return lines;
}

QString PollTableModel::spokenLine(const Line& line) const {
    QStringList parts;
    for (std::size_t i = 0; i < line.answers.size() && i < m_table.poll.options.size(); ++i) {
        if (line.answers.at(i) == PollAnswer::No)
            continue;
        const auto label = PollText::label(m_table.poll.options.at(i), m_moments);
        parts << (line.answers.at(i) == PollAnswer::Yes
                      ? label
                      : tr("%1 if need be", "an option").arg(label));
    }
    if (parts.isEmpty())
        parts << (line.given == Line::Given::Yes ? tr("none") : tr("no answer yet"));
    auto said = tr("%1: %2", "who: what options").arg(line.name, parts.join(QStringLiteral("; ")));
    return line.comment.isEmpty() ? said
                                  : tr("%1. “%2”", "answers, a comment").arg(said, line.comment);
}

bool PollTableModel::hasComment(int row) const {
    return row >= 0 && row < rowCount() &&
           !m_people.lines().at(static_cast<std::size_t>(row)).comment.isEmpty();
}

QString PollTableModel::spokenOwn(int column) const {
    return rowCount() > 0 && column >= 0 && column < columnCount()
               ? data(index(0, column), static_cast<int>(Role::Spoken)).toString()
               : QString();
}

bool PollTableModel::texts() const {
    const auto& options = m_table.poll.options;
    return !options.empty() && !options.front().slot;
}

Reply<void> PollTableModel::tellFailure() {
    return [self = QPointer(this), generation = m_generation](const Result<void>& done) {
        if (self && self->m_generation == generation)
            self->tell(done.ok() ? QString() : ErrorText::of(done.error()), !done.ok());
    };
}

void PollTableModel::tell(const QString& sentence, bool failed) {
    m_outcome = sentence;
    m_failed = failed;
    emit changed();
}

void PollTableModel::press(int column) {
    if (!m_row || !mayVote() || column < 0 || column >= columnCount())
        return;
    const auto option = m_options.columns().at(static_cast<std::size_t>(column)).number;
    m_client.vote({*m_row, toggled(m_table.poll, option)}, tellFailure());
}

void PollTableModel::closePoll() {
    if (m_row)
        m_client.closePoll(*m_row, tellFailure());
}

void PollTableModel::reopenPoll() {
    if (m_row)
        m_client.reopenPoll(*m_row, tellFailure());
}

void PollTableModel::remindSilent() {
    if (!m_row)
        return;
    m_client.remindSilent(*m_row, PollText::reminder(),
                          [told = tellFailure()](const Result<MessageRow>& said) {
                              told(said.ok() ? Result<void>() : Result<void>(said.error()));
                          });
}

void PollTableModel::askAgain() {
    if (m_ready)
        emit copyWanted(m_table.poll);
}

void PollTableModel::saveTable() {
    if (known())
        keep(QStringLiteral("csv"), m_files.table(m_table));
}

void PollTableModel::saveDate(int winner) {
    const auto dates = winningSlots();
    if (known() && winner >= 0 && winner < static_cast<int>(dates.size()))
        keep(QStringLiteral("ics"),
             m_files.slot(m_table.poll, dates.at(static_cast<std::size_t>(winner)),
                          m_clock.sinceEpoch()));
}

void PollTableModel::keep(const QString& ending, const QByteArray& bytes) {
    m_keeper.ask(fileNameFrom(title(), ending), [self = QPointer(this), generation = m_generation,
                                                 bytes](const QString& path) {
        // The poll may have ended while she looked for a place.
        if (!self || self->m_generation != generation)
            return;
        self->m_keeper.write(bytes, path, [self, generation](const FileKeeper::Outcome& outcome) {
            if (self && self->m_generation == generation)
                self->tell(outcome.sentence, outcome.kind == FileKeeper::Outcome::Kind::Failed);
        });
    });
}

void PollTableModel::setSelf(const Person& self) {
    m_self = self;
    if (m_ready)
        take(PollTable(m_table));
}

void PollTableModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    if (m_ready)
        take(PollTable(m_table));
}

} // namespace kontor
