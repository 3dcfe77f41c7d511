#include "tests/simulation/transcript.h"

#include "core/calls/call_ledger.h"
#include "core/conversations/notice.h"
#include "core/conversations/summaries.h"
#include "tests/support/unwrap.h"

#include <algorithm>
#include <sstream>

namespace kontor::test {
namespace {

/// Bytes of a message id begin with the kind of hash.
template <typename AnyId>
std::string shortName(const AnyId& id) {
    std::ostringstream text;
    for (std::size_t i = 1; i < 5; ++i)
        text << std::hex << static_cast<int>(id.bytes.at(i));
    return text.str();
}

std::string lineOf(const storage::MessageRecord& message) {
    std::ostringstream line;
    switch (message.kind) {
    case storage::MessageKind::Text:
        line << "text " << (message.messageId ? shortName(*message.messageId) : "without an id");
        break;
    case storage::MessageKind::Poll:
        line << "poll";
        break;
    case storage::MessageKind::Attachment:
        line << "file";
        break;
    case storage::MessageKind::Undecryptable:
        return "undecryptable";
    case storage::MessageKind::Unknown:
        line << "unknown";
        break;
    case storage::MessageKind::Notice:
        line << "notice " << static_cast<int>(unwrap(Notice::parse(message.detail)).kind);
        break;
    case storage::MessageKind::Call:
    case storage::MessageKind::MissedCall: {
        const auto call = unwrap(parseCallLine(message.detail));
        line << "call " << static_cast<int>(call.result) << ' ' << call.talked.count();
        break;
    }
    }
    line << " by " << shortName(message.sender) << ": " << message.text;
    if (message.kind == storage::MessageKind::Notice)
        for (const UserId& person : std::vector(unwrap(Notice::parse(message.detail)).people))
            line << ' ' << shortName(person);
    return line.str();
}

/// Lines that are about this device alone. What was changed of the settings is told against what
/// held before, and whoever was added while that changed was told of an older one: what holds in
/// the end is compared instead; so it is with pins, which are passed over where the message is not
/// known or has ended already, and with polls.
bool isPrivate(const storage::MessageRecord& message) {
    if (message.kind != storage::MessageKind::Notice)
        return false;
    switch (unwrap(Notice::parse(message.detail)).kind) {
    case Notice::Kind::JoinedHere:
    case Notice::Kind::MessagesMissing:
    case Notice::Kind::KeyChanged:
    case Notice::Kind::Strangers:
    case Notice::Kind::GroupNamed:
    case Notice::Kind::GroupDescribed:
    case Notice::Kind::LifetimeChanged:
    case Notice::Kind::MessagePinned:
    case Notice::Kind::PollClosed:
    case Notice::Kind::PollReopened:
        return true;
    default:
        return false;
    }
}

/// A poll that this device was told of: it stands elsewhere for whoever was there.
bool isTold(const Stores& stores, const storage::MessageRecord& message) {
    if (message.kind != storage::MessageKind::Poll)
        return false;
    return unwrap(stores.polls.toldBy(message.row)).has_value();
}

/// Nothing that was read of a later seq before is of this log.
bool isOwnRejoin(const storage::MessageRecord& message, const UserId& self) {
    return message.kind == storage::MessageKind::Notice && message.sender == self &&
           unwrap(Notice::parse(message.detail)).kind == Notice::Kind::Rejoined;
}

/// What people did to it; empty: nothing.
std::string fateOf(const Stores& stores, const storage::MessageRecord& message) {
    if (message.content != storage::MessageRecord::Content::Whole)
        return "gone";
    std::string fate = message.editedAt ? "says " + message.text : std::string();
    for (const auto& reaction : unwrap(stores.reactions.of(message.row)))
        fate += " " + reaction.emoji + " by " + shortName(reaction.user);
    if (unwrap(stores.pins.has(message.row)))
        fate += " pinned";
    return fate;
}

/// As it was when it was said.
storage::MessageRecord atFirst(const Stores& stores, storage::MessageRecord message) {
    if (message.editedAt)
        message.text = unwrap(stores.revisions.earlier(message.row)).front().text;
    return message;
}

std::string settingsOf(const storage::ConversationRecord& record) {
    std::ostringstream text;
    text << record.name << " / " << record.description << " / " << record.lifetime.count()
         << " ms, set at " << record.settingsSeq.value;
    return text.str();
}

/// Follows who comes and goes through the lines, oldest first.
class Stays {
public:
    explicit Stays(const UserId& self)
        : m_self(self) {}

    void pass(const storage::MessageRecord& message) {
        if (message.kind == storage::MessageKind::Notice) {
            const auto notice = unwrap(Notice::parse(message.detail));
            if (notice.kind == Notice::Kind::JoinedHere) {
                end(m_latest);
                m_since = message.seq->next();
                return;
            }
            if (notice.kind == Notice::Kind::Rejoined && message.sender == m_self) {
                // What came between is missing; what came later stood in a log that is gone.
                end(Seq(std::min(m_latest.value, message.seq->value - 1)));
                m_since = *message.seq;
            }
            const bool goes = notice.kind == Notice::Kind::MembersRemoved ||
                              notice.kind == Notice::Kind::MembersCutOff ||
                              notice.kind == Notice::Kind::MemberLeft;
            if (goes && std::ranges::count(notice.people, m_self) != 0)
                end(*message.seq);
        }
        m_latest = *message.seq;
    }
    [[nodiscard]] std::vector<Transcript::Stay> upTo(Seq cursor) && {
        end(cursor);
        return std::move(m_stays);
    }

private:
    void end(Seq last) {
        if (m_since && *m_since <= last)
            m_stays.push_back({*m_since, last});
        m_since.reset();
    }

    UserId m_self;
    std::optional<Seq> m_since = Seq(1);
    Seq m_latest;
    std::vector<Transcript::Stay> m_stays;
};

void addGroup(Transcript& transcript, SimClient& client,
              const storage::ConversationRecord& record) {
    for (const auto& member : unwrap(client.stores().conversations.members(record.id)))
        transcript.members.insert(member.user);
    const auto group = client.profile().groupOf(record.id);
    if (!group.ok() || group.value() == nullptr)
        return;
    transcript.epoch = group.value()->publicState().epoch();
    transcript.authenticator = group.value()->epochAuthenticator();
}

Transcript transcriptOf(SimClient& client, const storage::ConversationRecord& record) {
    Transcript transcript;
    transcript.client = client.name();
    transcript.state = record.state;
    transcript.cursor = record.cursor;
    transcript.settings = settingsOf(record);
    transcript.admins = unwrap(storedAdmins(client.database().writer(), record.id));
    Stores stores = client.stores();
    Stays stays(client.user());
    const auto page = unwrap(stores.messages.newest(record.id, 100'000));
    for (auto message = page.messages.rbegin(); message != page.messages.rend(); ++message) {
        if (!message->seq) {
            transcript.waiting.push_back(lineOf(*message));
            continue;
        }
        stays.pass(*message);
        if (isOwnRejoin(*message, client.user())) {
            transcript.lines.erase(transcript.lines.lower_bound(*message->seq),
                                   transcript.lines.end());
            transcript.fates.erase(transcript.fates.lower_bound(*message->seq),
                                   transcript.fates.end());
        }
        if (isTold(stores, *message))
            continue;
        if (const auto fate = fateOf(stores, *message); !fate.empty())
            transcript.fates[*message->seq] = fate;
        const bool gone = message->content != storage::MessageRecord::Content::Whole;
        if (!isPrivate(*message) && !gone)
            transcript.lines[*message->seq].push_back(lineOf(atFirst(stores, *message)));
    }
    for (auto& [seq, lines] : transcript.lines)
        std::ranges::sort(lines);
    transcript.stays = std::move(stays).upTo(record.cursor);
    // A store that was begun anew, and a group that its owner had left by then: she was never in
    // with this one.
    const bool read = std::ranges::any_of(
        page.messages, [](const auto& message) { return message.seq.has_value(); });
    if (record.state == storage::ConversationState::Left && !read)
        transcript.stays.clear();
    // What one side of a direct conversation saw alone is the creation.
    if (record.kind == storage::ConversationKind::Direct)
        transcript.missing.insert(Seq(1));
    for (Seq seq(1); seq <= record.cursor; seq = seq.next())
        if (unwrap(stores.conversations.inGap(record.id, seq)))
            transcript.missing.insert(seq);
    addGroup(transcript, client, record);
    return transcript;
}

} // namespace

std::map<GroupId, Transcript> transcriptsOf(SimClient& client) {
    std::map<GroupId, Transcript> transcripts;
    for (const auto& record : unwrap(client.stores().conversations.all()))
        transcripts.emplace(record.group, transcriptOf(client, record));
    return transcripts;
}

bool Transcript::couldRead(Seq seq) const {
    return !missing.contains(seq) && std::ranges::any_of(stays, [seq](const Stay& stay) {
        return stay.first <= seq && seq <= stay.last;
    });
}

bool Transcript::couldReadAll(Seq first, Seq last) const {
    const auto gap = missing.lower_bound(first);
    if (gap != missing.end() && *gap <= last)
        return false;
    return std::ranges::any_of(stays, [first, last](const Stay& stay) {
        return stay.first <= first && last <= stay.last;
    });
}

namespace {

/// What became of messages, where both saw all that came after them.
std::string differenceOfFates(const Transcript& one, const Transcript& other, Seq upTo) {
    const auto at = [](const Transcript& transcript, Seq seq) {
        const auto fate = transcript.fates.find(seq);
        return fate == transcript.fates.end() ? std::string() : fate->second;
    };
    for (Seq seq(1); seq <= upTo; seq = seq.next()) {
        if (one.cursor != other.cursor || !one.couldReadAll(seq, upTo) ||
            !other.couldReadAll(seq, upTo) || at(one, seq) == at(other, seq))
            continue;
        return one.client + " has '" + at(one, seq) + "' at " + std::to_string(seq.value) + ", " +
               other.client + " '" + at(other, seq) + "'";
    }
    return {};
}

bool isGone(const Transcript& transcript, Seq seq) {
    const auto fate = transcript.fates.find(seq);
    return fate != transcript.fates.end() && fate->second == "gone";
}

} // namespace

std::string difference(const Transcript& one, const Transcript& other) {
    const Seq upTo = std::min(one.cursor, other.cursor);
    if (auto fates = differenceOfFates(one, other, upTo); !fates.empty())
        return fates;
    std::ostringstream text;
    const auto at = [](const Transcript& transcript, Seq seq) {
        const auto lines = transcript.lines.find(seq);
        return lines == transcript.lines.end() ? std::vector<std::string>() : lines->second;
    };
    for (Seq seq(1); seq <= upTo; seq = seq.next()) {
        if (!one.couldRead(seq) || !other.couldRead(seq) || isGone(one, seq) || isGone(other, seq))
            continue;
        const auto left = at(one, seq);
        const auto right = at(other, seq);
        if (left == right)
            continue;
        text << one.client << " and " << other.client << " differ at " << seq.value << ":";
        for (const auto& line : left)
            text << "\n  " << one.client << ": " << line;
        for (const auto& line : right)
            text << "\n  " << other.client << ": " << line;
        return text.str();
    }
    const bool both = one.state == storage::ConversationState::Live &&
                      other.state == storage::ConversationState::Live;
    if (both && (one.epoch != other.epoch || one.authenticator != other.authenticator ||
                 one.cursor != other.cursor)) {
        text << one.client << " is in epoch " << one.epoch.value << " at " << one.cursor.value
             << ", " << other.client << " in " << other.epoch.value << " at " << other.cursor.value;
        return text.str();
    }
    if (both && one.settings != other.settings)
        return one.client + " has '" + one.settings + "', " + other.client + " '" + other.settings +
               "'";
    if (both && one.admins != other.admins)
        return one.client + " and " + other.client + " count other admins";
    return {};
}

} // namespace kontor::test
