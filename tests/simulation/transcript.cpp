#include "tests/simulation/transcript.h"

#include "core/conversations/notice.h"
#include "tests/support/unwrap.h"

#include <algorithm>
#include <sstream>

namespace kontor::test {
namespace {

std::string shortName(const UserId& user) {
    std::ostringstream text;
    for (int i = 0; i < 4; ++i)
        text << std::hex << static_cast<int>(user.bytes.at(static_cast<std::size_t>(i)));
    return text.str();
}

std::string lineOf(const storage::MessageRecord& message) {
    std::ostringstream line;
    switch (message.kind) {
    case storage::MessageKind::Text:
        line << "text";
        break;
    case storage::MessageKind::Undecryptable:
        return "undecryptable";
    case storage::MessageKind::Unknown:
        line << "unknown";
        break;
    case storage::MessageKind::Notice:
        line << "notice " << static_cast<int>(unwrap(Notice::parse(message.detail)).kind);
        break;
    }
    line << " by " << shortName(message.sender) << ": " << message.text;
    if (message.kind == storage::MessageKind::Notice)
        for (const UserId& person : std::vector(unwrap(Notice::parse(message.detail)).people))
            line << ' ' << shortName(person);
    return line.str();
}

/// Lines that are about this device alone.
bool isPrivate(const storage::MessageRecord& message) {
    if (message.kind != storage::MessageKind::Notice)
        return false;
    const auto kind = unwrap(Notice::parse(message.detail)).kind;
    return kind == Notice::Kind::JoinedHere || kind == Notice::Kind::MessagesMissing;
}

Transcript transcriptOf(SimClient& client, const storage::ConversationRecord& record) {
    Transcript transcript;
    transcript.client = client.name();
    transcript.state = record.state;
    transcript.cursor = record.cursor;
    transcript.from = Seq(1);
    Stores stores = client.stores();
    const auto page = unwrap(stores.messages.newest(record.id, 100'000));
    for (auto message = page.messages.rbegin(); message != page.messages.rend(); ++message) {
        if (!message->seq) {
            transcript.waiting.push_back(lineOf(*message));
            continue;
        }
        if (message->kind == storage::MessageKind::Notice &&
            unwrap(Notice::parse(message->detail)).kind == Notice::Kind::JoinedHere)
            transcript.from = message->seq->next();
        if (!isPrivate(*message))
            transcript.lines[*message->seq].push_back(lineOf(*message));
    }
    if (record.kind == storage::ConversationKind::Direct)
        transcript.from = Seq(2); // what one side alone saw is the creation
    for (auto& [seq, lines] : transcript.lines)
        std::ranges::sort(lines);
    const auto group = client.profile().groupOf(record.id);
    if (group.ok() && group.value() != nullptr) {
        transcript.epoch = group.value()->publicState().epoch();
        transcript.authenticator = group.value()->epochAuthenticator();
    }
    return transcript;
}

} // namespace

std::map<GroupId, Transcript> transcriptsOf(SimClient& client) {
    std::map<GroupId, Transcript> transcripts;
    for (const auto& record : unwrap(client.stores().conversations.all()))
        transcripts.emplace(record.group, transcriptOf(client, record));
    return transcripts;
}

std::string difference(const Transcript& one, const Transcript& other) {
    const Seq from = std::max(one.from, other.from);
    const Seq upTo = std::min(one.cursor, other.cursor);
    std::ostringstream text;
    const auto part = [&](const Transcript& transcript) {
        std::map<Seq, std::vector<std::string>> lines;
        for (const auto& [seq, some] : transcript.lines)
            if (seq >= from && seq <= upTo)
                lines.emplace(seq, some);
        return lines;
    };
    const auto mine = part(one);
    const auto hers = part(other);
    for (Seq seq = from; seq <= upTo; seq = seq.next()) {
        const auto a = mine.find(seq);
        const auto b = hers.find(seq);
        const std::vector<std::string> none;
        const auto& left = a == mine.end() ? none : a->second;
        const auto& right = b == hers.end() ? none : b->second;
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
    return {};
}

} // namespace kontor::test
