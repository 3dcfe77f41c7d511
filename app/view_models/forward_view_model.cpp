#include "app/view_models/forward_view_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/entry_text.h"
#include "app/texts/error_text.h"
#include "app/texts/folded.h"
#include "app/texts/initials.h"
#include "app/view_models/quote_card.h"

#include <QPointer>

#include <algorithm>

namespace kontor {

namespace {

bool goesBy(const ConversationSummary& summary, const QString& words) {
    return folded(EntryText::title(summary)).contains(words) ||
           (summary.peer && summary.peer->handle.contains(words));
}

} // namespace

ForwardViewModel::ForwardViewModel(Client& client)
    : m_client(client) {}

int ForwardViewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> ForwardViewModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Name), "name"},         {role(Role::Detail), "detail"},
            {role(Role::Initials), "initials"}, {role(Role::Colour), "colour"},
            {role(Role::Owner), "owner"},       {role(Role::Notes), "notes"},
            {role(Role::Picked), "picked"},     {role(Role::Spoken), "spoken"}};
}

QVariant ForwardViewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& summary = m_rows.at(static_cast<std::size_t>(index.row()));
    const bool notes = summary.kind == ConversationKind::NoteToSelf;
    const auto detail = summary.peer ? QString(QLatin1Char('@') + summary.peer->handle)
                        : notes      ? QString()
                                     : tr("%n person(s)", "", summary.memberCount);
    switch (static_cast<Role>(role)) {
    case Role::Name:
        return EntryText::title(summary);
    case Role::Detail:
        return detail;
    case Role::Initials:
        return notes ? QString() : initials(EntryText::title(summary));
    case Role::Colour:
        return summary.peer ? colourOf(summary.peer->id) : colourOf(summary.id);
    case Role::Owner:
        return avatarKey(summary);
    case Role::Notes:
        return notes;
    case Role::Picked:
        return isPicked(summary.id);
    case Role::Spoken:
        return detail.isEmpty() ? EntryText::title(summary)
                                : tr("%1, %2", "conversation, who is in it")
                                      .arg(EntryText::title(summary), detail);
    }
    return {};
}

QString ForwardViewModel::message() const {
    return QuoteCard::wordsOf(m_message);
}

QStringList ForwardViewModel::pickedNames() const {
    QStringList names;
    for (const auto& summary : m_picked)
        names << EntryText::title(summary);
    return names;
}

bool ForwardViewModel::isPicked(ConversationId id) const {
    return std::ranges::find(m_picked, id, &ConversationSummary::id) != m_picked.end();
}

void ForwardViewModel::start(const TimelineEntry& message) {
    m_message = message;
    m_picked.clear();
    m_words.clear();
    m_rows.clear();
    m_busy = false;
    emit messageChanged();
    emit pickedChanged();
    emit wordsChanged();
    load();
}

void ForwardViewModel::forget(const std::vector<MessageRow>& erased) {
    if (std::ranges::find(erased, m_message.row) == erased.end())
        return;
    m_message = {};
    emit messageChanged();
    emit done();
}

void ForwardViewModel::setWords(const QString& words) {
    if (m_words == words)
        return;
    m_words = words;
    emit wordsChanged();
    load();
}

void ForwardViewModel::load() {
    if (m_rows.empty())
        setState(State::Loading);
    ++m_generation;
    m_read = 0;
    if (m_words.trimmed().isEmpty())
        return askPage(0);
    m_asking = true;
    m_client.search({.words = m_words.trimmed(), .conversation = std::nullopt},
                    [self = QPointer(this), asked = m_generation](Result<SearchResults> found) {
                        if (!self || self->m_generation != asked)
                            return;
                        if (found.ok())
                            self->askChats(std::move(found.value().conversations));
                        else if (found.error().code != ErrorCode::Stopped)
                            self->take(found.error(), 0);
                    });
}

/// The search finds groups by their names; those between two go by the other's name and handle.
void ForwardViewModel::askChats(std::vector<ConversationSummary> groups) {
    m_client.conversations(
        0, kNewest,
        [self = QPointer(this), asked = m_generation, words = folded(m_words.trimmed()),
         groups = std::move(groups)](const Result<std::vector<ConversationSummary>>& newest) {
            if (!self || self->m_generation != asked)
                return;
            auto found = groups;
            const auto known = [&found](const ConversationSummary& summary) {
                return std::ranges::count(found, summary.id, &ConversationSummary::id) > 0;
            };
            if (newest.ok())
                for (const auto& summary : newest.value())
                    if (summary.kind != ConversationKind::Group && goesBy(summary, words) &&
                        !known(summary))
                        found.push_back(summary);
            self->take(std::move(found), 0);
        });
}

void ForwardViewModel::askPage(std::uint32_t offset) {
    m_asking = true;
    m_client.conversations(offset, kPage,
                           [self = QPointer(this), asked = m_generation,
                            offset](Result<std::vector<ConversationSummary>> page) {
                               if (self && self->m_generation == asked)
                                   self->take(std::move(page), offset);
                           });
}

bool ForwardViewModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !m_asking && !m_complete && m_words.trimmed().isEmpty();
}

void ForwardViewModel::fetchMore(const QModelIndex& parent) {
    if (canFetchMore(parent))
        askPage(m_read);
}

void ForwardViewModel::take(Result<std::vector<ConversationSummary>> page, std::uint32_t offset) {
    m_asking = false;
    if (!page.ok())
        return setState(State::Failed, ErrorText::of(page.error()));
    const auto count = static_cast<std::uint32_t>(page.value().size());
    m_read = offset + count;
    m_complete = count < kPage;
    std::vector<ConversationSummary> fresh;
    std::ranges::copy_if(page.value(), std::back_inserter(fresh), [](const auto& summary) {
        return summary.state == ConversationState::Live;
    });
    if (offset == 0) {
        beginResetModel();
        m_rows = std::move(fresh);
        endResetModel();
    } else if (!fresh.empty()) {
        const auto first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        std::ranges::move(fresh, std::back_inserter(m_rows));
        endInsertRows();
    }
    if (!m_rows.empty())
        setState(State::Filled);
    else
        setState(m_words.trimmed().isEmpty() ? State::Nowhere : State::NotFound);
}

void ForwardViewModel::toggle(int row) {
    if (m_busy || row < 0 || row >= rowCount())
        return;
    const auto& chosen = m_rows.at(static_cast<std::size_t>(row));
    const auto found = std::ranges::find(m_picked, chosen.id, &ConversationSummary::id);
    if (found == m_picked.end())
        m_picked.push_back(chosen);
    else
        m_picked.erase(found);
    emit dataChanged(index(row), index(row), {static_cast<int>(Role::Picked)});
    emit pickedChanged();
}

void ForwardViewModel::unpick(int position) {
    if (m_busy || position < 0 || position >= static_cast<int>(m_picked.size()))
        return;
    m_picked.erase(m_picked.begin() + position);
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1), {static_cast<int>(Role::Picked)});
    emit pickedChanged();
}

void ForwardViewModel::send() {
    if (m_busy || m_picked.empty())
        return;
    std::vector<ConversationId> to;
    for (const auto& summary : m_picked)
        to.push_back(summary.id);
    m_busy = true;
    setState(m_state);
    m_client.forward(
        m_message.row, to,
        [self = QPointer(this), row = m_message.row](const Result<std::vector<MessageRow>>& sent) {
            if (!self || self->m_message.row != row)
                return;
            self->m_busy = false;
            self->setState(self->m_state, sent.ok() ? QString() : ErrorText::of(sent.error()));
            if (sent.ok())
                emit self->done();
        });
}

void ForwardViewModel::setState(State state, const QString& failure) {
    m_state = state;
    m_failure = failure;
    emit stateChanged();
}

} // namespace kontor
