#include "app/view_models/search_view_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/drawn_text.h"
#include "app/texts/entry_text.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"

#include <QPointer>

#include <algorithm>

namespace kontor {

namespace {

/// The excerpt with its hits in bold.
QString marked(const SearchHit& hit) {
    QString text;
    qsizetype done = 0;
    for (const auto& [start, length] : hit.marks) {
        if (start < done || length <= 0 || start + length > hit.excerpt.size())
            continue;
        text += hit.excerpt.mid(done, start - done).toHtmlEscaped();
        text += QStringLiteral("<b>%1</b>").arg(hit.excerpt.mid(start, length).toHtmlEscaped());
        done = start + length;
    }
    return drawnText(text + hit.excerpt.mid(done).toHtmlEscaped());
}

} // namespace

SearchViewModel::SearchViewModel(Client& client, Moments moments)
    : m_client(client)
    , m_moments(std::move(moments)) {
    connect(&m_filters, &SearchFilterModel::wordsWanted, this, &SearchViewModel::setWords);
}

int SearchViewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> SearchViewModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Section), "section"},   {role(Role::Title), "title"},
            {role(Role::Detail), "detail"},     {role(Role::Time), "time"},
            {role(Role::Initials), "initials"}, {role(Role::Colour), "colour"},
            {role(Role::Owner), "owner"},       {role(Role::Notes), "notes"},
            {role(Role::Spoken), "spoken"}};
}

QVariant SearchViewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& hit = m_rows.at(static_cast<std::size_t>(index.row()));
    const auto which = static_cast<Role>(role);
    if (const auto* conversation = std::get_if<ConversationSummary>(&hit))
        return ofConversation(*conversation, which);
    if (const auto* person = std::get_if<Person>(&hit))
        return ofPerson(*person, which);
    if (const auto* sender = std::get_if<Sender>(&hit))
        return which == Role::Section ? tr("Messages from") : ofPerson(sender->person, which);
    return ofMessage(std::get<SearchHit>(hit), which);
}

QVariant SearchViewModel::ofConversation(const ConversationSummary& summary, Role role) const {
    const bool notes = summary.kind == ConversationKind::NoteToSelf;
    switch (role) {
    case Role::Section:
        return tr("Conversations");
    case Role::Title:
    case Role::Spoken:
        return EntryText::title(summary);
    case Role::Detail:
        if (summary.peer)
            return QString(QLatin1Char('@') + summary.peer->handle);
        return notes ? QString() : tr("%n person(s)", "", summary.memberCount);
    case Role::Time:
        return QString();
    case Role::Initials:
        return notes ? QString() : initials(EntryText::title(summary));
    case Role::Colour:
        return summary.peer ? colourOf(summary.peer->id) : colourOf(summary.id);
    case Role::Owner:
        return avatarKey(summary);
    case Role::Notes:
        return notes;
    }
    return {};
}

QVariant SearchViewModel::ofPerson(const Person& person, Role role) const {
    switch (role) {
    case Role::Section:
        return tr("People");
    case Role::Title:
        return person.name;
    case Role::Detail:
        return QString(QLatin1Char('@') + person.handle);
    case Role::Time:
        return QString();
    case Role::Initials:
        return initials(person.name);
    case Role::Colour:
        return colourOf(person.id);
    case Role::Owner:
        return avatarKey(person.id);
    case Role::Notes:
        return false;
    case Role::Spoken:
        return tr("%1, handle %2").arg(person.name, person.handle);
    }
    return {};
}

QVariant SearchViewModel::ofMessage(const SearchHit& hit, Role role) const {
    const auto title =
        hit.conversationTitle.isEmpty() ? tr("Notes to myself") : hit.conversationTitle;
    switch (role) {
    case Role::Section:
        return tr("Messages");
    case Role::Title:
        return title;
    case Role::Detail:
        //: sender: words of the message
        return hit.senderName.isEmpty()
                   ? marked(hit)
                   : tr("%1: %2").arg(
                         drawnText(hit.senderName.section(QLatin1Char(' '), 0, 0).toHtmlEscaped()),
                         marked(hit));
    case Role::Time:
        return m_moments.brief(hit.sentAt);
    case Role::Initials:
        return initials(title);
    case Role::Colour:
        return colourOf(hit.conversation);
    case Role::Owner:
        return avatarKey(hit.conversation);
    case Role::Notes:
        return hit.conversationTitle.isEmpty();
    case Role::Spoken:
        return tr("%1, %2, %3: %4", "conversation, time, sender: words")
            .arg(title, m_moments.brief(hit.sentAt), hit.senderName, hit.excerpt);
    }
    return {};
}

void SearchViewModel::setWords(const QString& words) {
    if (m_words == words)
        return;
    m_words = words;
    m_filters.set(m_words, m_openTitle);
    emit wordsChanged();
    search();
}

void SearchViewModel::setOpenTitle(const QString& title) {
    m_openTitle = title;
    m_filters.set(m_words, m_openTitle);
}

void SearchViewModel::offerSenders(const QString& letters) {
    m_client.directory(letters, [self = QPointer(this), generation = m_generation,
                                 letters](const Result<std::vector<Person>>& found) {
        if (self && self->m_generation == generation)
            self->takeSenders(letters, found);
    });
}

void SearchViewModel::takeSenders(const QString& letters,
                                  const Result<std::vector<Person>>& found) {
    constexpr std::size_t kMost = 8;
    if (!found.ok())
        return setState(State::Failed, ErrorText::of(found.error()));
    const auto& people = found.value();
    const bool named =
        people.size() == 1 && people.front().handle.compare(letters, Qt::CaseInsensitive) == 0;
    // She is named already, or it is no name ("me").
    if (people.empty() || named)
        return ask();
    beginResetModel();
    m_rows.clear();
    for (const auto& person : people)
        if (m_rows.size() < kMost)
            m_rows.emplace_back(Sender{person});
    endResetModel();
    setState(State::Found);
}

void SearchViewModel::search() {
    ++m_generation;
    m_waiting = false;
    if (m_words.trimmed().isEmpty()) {
        beginResetModel();
        m_rows.clear();
        endResetModel();
        setState(State::Idle);
        return;
    }
    if (const auto sender = SearchFilterModel::senderBeingTyped(m_words))
        offerSenders(sender->value);
    else
        ask();
}

void SearchViewModel::ask() {
    // The hits of the words before stay until those of these are known: nothing flickers.
    if (m_rows.empty())
        setState(State::Searching);
    m_waiting = true;
    m_client.search({.words = m_words.trimmed(), .conversation = std::nullopt},
                    [self = QPointer(this), generation = m_generation](auto answer) {
                        if (self && self->m_generation == generation)
                            self->take(std::move(answer));
                    });
}

void SearchViewModel::forget(const std::vector<MessageRow>& erased) {
    for (std::size_t i = m_rows.size(); i-- > 0;) {
        const auto* const hit = std::get_if<SearchHit>(&m_rows[i]);
        if (hit == nullptr || std::ranges::find(erased, hit->row) == erased.end())
            continue;
        beginRemoveRows({}, static_cast<int>(i), static_cast<int>(i));
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(i));
        endRemoveRows();
    }
    if (m_waiting)
        search();
    else if (m_state == State::Found && m_rows.empty())
        setState(State::Nothing);
}

void SearchViewModel::take(Result<SearchResults> answer) {
    m_waiting = false;
    beginResetModel();
    m_rows.clear();
    if (answer.ok()) {
        const auto& found = answer.value();
        m_rows.insert(m_rows.end(), found.conversations.begin(), found.conversations.end());
        for (const auto& person : found.people) {
            // Who has a conversation with us stands above already.
            const bool above =
                std::ranges::any_of(found.conversations, [&person](const auto& conversation) {
                    return conversation.peer && conversation.peer->id == person.id;
                });
            if (!above)
                m_rows.emplace_back(person);
        }
        m_rows.insert(m_rows.end(), found.messages.begin(), found.messages.end());
    }
    endResetModel();
    if (!answer.ok())
        setState(State::Failed, ErrorText::of(answer.error()));
    else
        setState(m_rows.empty() ? State::Nothing : State::Found);
}

void SearchViewModel::open(int row) {
    const auto hit = m_rows.at(static_cast<std::size_t>(row));
    if (const auto* sender = std::get_if<Sender>(&hit))
        setWords(SearchFilterModel::withSender(m_words, sender->person.handle));
    else if (const auto* conversation = std::get_if<ConversationSummary>(&hit))
        emit conversationChosen(conversation->id);
    else if (const auto* person = std::get_if<Person>(&hit))
        emit personChosen(person->id);
    else if (const auto* message = std::get_if<SearchHit>(&hit))
        emit messageChosen(message->conversation, message->row);
}

void SearchViewModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    m_filters.retranslate();
    if (m_rows.empty())
        return;
    // Sections are read when rows are made.
    beginResetModel();
    endResetModel();
}

void SearchViewModel::setState(State state, const QString& failure) {
    if (m_state == state && m_failure == failure)
        return;
    m_state = state;
    m_failure = failure;
    emit stateChanged();
}

} // namespace kontor
