#include "core/store_reader.h"

#include "core/actions/action_views.h"
#include "core/attachments/picture_view.h"
#include "core/content/settings.h"
#include "core/conversations/listings.h"
#include "core/conversations/message_info.h"
#include "core/conversations/summaries.h"
#include "core/conversations/timeline.h"
#include "core/polls/poll_view.h"
#include "core/search/message_search.h"
#include "core/setting_names.h"
#include "crypto/encoding.h"
#include "storage/card_store.h"
#include "storage/contact_store.h"
#include "storage/poll_store.h"
#include "storage/settings_store.h"

namespace kontor {
namespace {

/// People shown at once: more are found by typing on.
constexpr std::uint32_t kPeople = 200;

Error unknownMessage(const QString& id) {
    return Error(ErrorCode::ConversationUnknown, {id.toStdString()});
}

/// From the id that every device knows. What is no id is nobody's message.
Result<MessageId> messageNamed(const QString& id) {
    const auto bytes = fromHex(id.toStdString());
    const auto name =
        bytes.ok() ? MessageId::parse(bytes.value()) : Result<MessageId>(bytes.error());
    return name.ok() ? name : Result<MessageId>(unknownMessage(id));
}

/// A person's stands on her card, a group's in its settings.
Result<Bytes> pictureOf(storage::Connection& connection, const AvatarOwner& owner) {
    if (const auto* user = std::get_if<UserId>(&owner))
        return storage::CardStore(connection).avatar(*user);
    const auto stored = storage::SettingsStore(connection)
                            .get(settings::ofConversation(settings::kSettingsView,
                                                          std::get<ConversationId>(owner)));
    if (!stored.ok())
        return stored.error();
    if (!stored.value())
        return Bytes();
    auto view = content::parseJoinerView(*stored.value());
    if (!view.ok())
        return view.error();
    return std::move(view).value().settings.picture;
}

} // namespace

void StoreReader::begin(storage::Connection& connection, std::optional<UserId> self) {
    m_connection = &connection;
    m_self = self;
    const std::scoped_lock lock(m_mutex);
    m_running = &connection;
}

void StoreReader::end() {
    m_connection = nullptr;
    m_self.reset();
    const std::scoped_lock lock(m_mutex);
    m_running = nullptr;
}

Result<StoreReader::Open> StoreReader::open() const {
    if (m_closed)
        return ErrorCode::Stopped;
    if (m_connection == nullptr || !m_self)
        return ErrorCode::ProfileMissing;
    return Open{*m_connection, *m_self};
}

Result<std::vector<ConversationSummary>> StoreReader::conversations(std::uint32_t offset,
                                                                    std::uint32_t count) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    return Summaries(opened.value().connection, opened.value().self).list(offset, count);
}

Result<std::vector<ConversationSummary>> StoreReader::archived(std::uint32_t offset,
                                                               std::uint32_t count) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    return Summaries(opened.value().connection, opened.value().self).archive(offset, count);
}

Result<std::int64_t> StoreReader::countArchived() {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    return storage::ConversationStore(opened.value().connection).countArchived();
}

Result<std::int64_t> StoreReader::totalUnread() {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    return storage::ConversationStore(opened.value().connection).totalUnread();
}

Result<ConversationDetails> StoreReader::details(ConversationId conversation) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    return Summaries(opened.value().connection, opened.value().self).details(conversation);
}

Result<TimelinePage> StoreReader::timeline(const TimelineRequest& request) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    return Timeline(opened.value().connection, opened.value().self).page(request);
}

Result<std::vector<Person>> StoreReader::directory(const QString& words) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    const auto found =
        storage::ContactStore(opened.value().connection).matching(words.toStdString(), kPeople);
    if (!found.ok())
        return found.error();
    std::vector<Person> people;
    for (const storage::ContactRecord& contact : found.value())
        if (contact.id != opened.value().self)
            people.push_back(toPerson(contact));
    return people;
}

Result<std::vector<RevisionView>> StoreReader::revisions(MessageRow row) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    return actions::revisions(opened.value().connection, row);
}

Result<TimelineEntry> StoreReader::entry(const QString& id) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    const auto name = messageNamed(id);
    if (!name.ok())
        return name.error();
    const Error unknown = unknownMessage(id);
    storage::Connection& connection = opened.value().connection;
    auto snapshot = storage::Snapshot::begin(connection);
    if (!snapshot.ok())
        return snapshot.error();
    const storage::MessageStore messages(connection);
    const auto row = messages.findById(name.value());
    if (!row.ok())
        return row.error();
    const auto message = row.value() ? messages.find(*row.value())
                                     : Result<std::optional<storage::MessageRecord>>(std::nullopt);
    if (!message.ok())
        return message.error();
    if (!message.value() || message.value()->content == storage::MessageRecord::Content::Expired)
        return unknown;
    return Timeline(connection, opened.value().self).entry(*message.value());
}

Result<PollView> StoreReader::poll(const QString& id) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    const auto name = messageNamed(id);
    if (!name.ok())
        return name.error();
    const Error unknown = unknownMessage(id);
    storage::Connection& connection = opened.value().connection;
    auto snapshot = storage::Snapshot::begin(connection);
    if (!snapshot.ok())
        return snapshot.error();
    const auto row = storage::PollStore(connection).findById(name.value());
    if (!row.ok())
        return row.error();
    if (!row.value())
        return unknown;
    const auto message = storage::MessageStore(connection).find(*row.value());
    if (!message.ok())
        return message.error();
    People people(connection);
    auto view = polls::viewOf(connection, people, opened.value().self, *message.value());
    if (!view.ok())
        return view.error();
    if (!view.value())
        return unknown;
    return *std::move(view).value();
}

Result<PollTable> StoreReader::pollTable(MessageRow poll) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    storage::Connection& connection = opened.value().connection;
    auto snapshot = storage::Snapshot::begin(connection);
    if (!snapshot.ok())
        return snapshot.error();
    const auto message = storage::MessageStore(connection).find(poll);
    if (!message.ok())
        return message.error();
    if (!message.value())
        return ErrorCode::ConversationUnknown;
    People people(connection);
    auto table = polls::tableOf(connection, people, opened.value().self, *message.value());
    if (!table.ok())
        return table.error();
    if (!table.value())
        return ErrorCode::ConversationUnknown;
    return *std::move(table).value();
}

Result<PictureView> StoreReader::picture(const QString& id) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    storage::Connection& connection = opened.value().connection;
    auto snapshot = storage::Snapshot::begin(connection);
    if (!snapshot.ok())
        return snapshot.error();
    return attachments::find(connection, id);
}

Result<MessageInfo> StoreReader::messageInfo(MessageRow row) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    return kontor::messageInfo(opened.value().connection, opened.value().self, row);
}

Result<ListingPage> StoreReader::listing(const ListingRequest& request) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    return kontor::listing(opened.value().connection, opened.value().self, request);
}

Result<QByteArray> StoreReader::avatar(const AvatarOwner& owner) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    auto picture = pictureOf(opened.value().connection, owner);
    if (!picture.ok())
        return picture.error();
    const auto bytes = textOf(picture.value());
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

Result<QString> StoreReader::recall(const std::string& name) {
    if (m_closed)
        return ErrorCode::Stopped;
    if (m_connection == nullptr)
        return ErrorCode::ProfileMissing;
    const auto kept = storage::SettingsStore(*m_connection).text(settings::kRemembered + name);
    if (!kept.ok())
        return kept.error();
    return QString::fromStdString(kept.value().value_or(std::string()));
}

Result<SearchResults> StoreReader::search(const SearchQuery& query, std::uint64_t ticket) {
    const auto opened = open();
    if (!opened.ok())
        return opened.error();
    {
        const std::scoped_lock lock(m_mutex);
        if (m_searches != ticket)
            return ErrorCode::Stopped;
        m_searching = true;
    }
    auto results = kontor::search(opened.value().connection, opened.value().self, query);
    const std::scoped_lock lock(m_mutex);
    m_searching = false;
    if (m_searches != ticket)
        return ErrorCode::Stopped;
    return results;
}

std::uint64_t StoreReader::announceSearch() {
    const std::scoped_lock lock(m_mutex);
    if (m_searching)
        m_running->interrupt();
    return ++m_searches;
}

void StoreReader::close() {
    m_closed = true;
    const std::scoped_lock lock(m_mutex);
    if (m_running != nullptr)
        m_running->interrupt();
}

} // namespace kontor
