#include "tests/simulation/agreement.h"

#include "tests/support/unwrap.h"

#include <algorithm>

namespace kontor::test {

void Agreement::add(SimClient& client) {
    m_users[client.name()] = client.user();
    for (auto& [group, transcript] : transcriptsOf(client)) {
        addTexts(group, transcript);
        m_groups[group].push_back(std::move(transcript));
    }
    Stores stores = client.stores();
    for (const auto& record : unwrap(stores.conversations.all()))
        for (const auto& message : unwrap(stores.messages.newest(record.id, 100'000)).messages)
            if (message.state == storage::MessageState::Failed)
                m_failed[message.text] =
                    message.failure ? std::string(nameOf(*message.failure)) : "no reason";
    if (m_wrong.empty())
        m_wrong = leftOver(client);
}

void Agreement::addTexts(const GroupId& group, const Transcript& transcript) {
    std::set<std::string> here;
    for (const auto& [seq, lines] : transcript.lines)
        for (const std::string& line : lines) {
            if (line == "undecryptable" && !unreadableExpected && m_wrong.empty())
                m_wrong = transcript.client + " could not read an entry";
            if (!line.starts_with("text"))
                continue;
            const std::string text = line.substr(line.find(": ") + 2);
            if (!here.insert(text).second && m_wrong.empty())
                m_wrong = transcript.client + " shows '" + text + "' twice";
            m_places[text].insert(std::to_string(std::hash<GroupId>{}(group)) + "/" +
                                  std::to_string(seq.value));
        }
}

/// What the outbox holds is either on its way, which was waited for, or the user's to decide.
std::string Agreement::leftOver(SimClient& client) {
    Stores stores = client.stores();
    for (const auto& record : unwrap(stores.conversations.all())) {
        if (record.state != storage::ConversationState::Live)
            continue;
        if (!unwrap(stores.outbox.acceptedUpTo(record.id, Seq(1U << 30U))).empty())
            return client.name() + " still waits for its own accepted message";
    }
    return {};
}

std::string Agreement::check(const std::map<std::string, std::string>& sent) const {
    if (!m_wrong.empty())
        return m_wrong;
    for (const auto& [group, transcripts] : m_groups)
        if (auto wrong = checkGroup(transcripts); !wrong.empty())
            return wrong;
    for (const auto& [text, sender] : sent)
        if (auto wrong = checkSent(text, sender); !wrong.empty())
            return wrong;
    return {};
}

std::string Agreement::checkGroup(const std::vector<Transcript>& transcripts) const {
    for (std::size_t one = 0; one < transcripts.size(); ++one)
        for (std::size_t other = one + 1; other < transcripts.size(); ++other)
            if (auto differ = difference(transcripts[one], transcripts[other]); !differ.empty())
                return differ;
    return checkRoster(transcripts);
}

std::string Agreement::checkRoster(const std::vector<Transcript>& transcripts) const {
    std::set<UserId> in;
    for (const Transcript& transcript : transcripts)
        if (transcript.state != storage::ConversationState::Left)
            in.insert(m_users.at(transcript.client));
    for (const Transcript& transcript : transcripts)
        if (transcript.state == storage::ConversationState::Left &&
            transcript.members.contains(m_users.at(transcript.client)))
            return transcript.client + " has left, and still counts herself";
    for (const Transcript& transcript : transcripts)
        if (transcript.state == storage::ConversationState::Live && transcript.members != in)
            return transcript.client + " counts " + std::to_string(transcript.members.size()) +
                   " members, " + std::to_string(in.size()) + " think that they are in";
    return {};
}

std::string Agreement::checkSent(const std::string& text, const std::string& sender) const {
    const auto found = m_places.find(text);
    const auto failed = m_failed.find(text);
    if (failed != m_failed.end() && failed->second != "NotMember")
        return "'" + text + "' of " + sender + " failed: " + failed->second;
    if (failed != m_failed.end() && found != m_places.end())
        return "'" + text + "' has failed with " + sender + ", and others have it";
    if (failed == m_failed.end() && found == m_places.end())
        return "'" + text + "' of " + sender + " is lost";
    if (found != m_places.end() && found->second.size() > 1)
        return "'" + text + "' of " + sender + " is there twice";
    return {};
}

} // namespace kontor::test
