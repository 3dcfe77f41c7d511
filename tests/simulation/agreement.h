#pragma once

#include "tests/simulation/transcript.h"

namespace kontor::test {

/// What must be true of all devices together when nothing is on its way any more: equal
/// transcripts where both could read, equal epoch authenticators, equal rosters that say who is
/// in; each message that was taken for sending stands at exactly one place, or has failed with its
/// sender for a reason that holds; nothing is left in an outbox.
class Agreement {
public:
    void add(SimClient& client);
    /// Otherwise an entry that somebody could not read is wrong. Set before add().
    bool unreadableExpected = false;
    /// `sent`: text, sender. Empty, or the first thing that is wrong.
    [[nodiscard]] std::string check(const std::map<std::string, std::string>& sent) const;

private:
    [[nodiscard]] std::string checkGroup(const std::vector<Transcript>& transcripts) const;
    [[nodiscard]] std::string checkRoster(const std::vector<Transcript>& transcripts) const;
    [[nodiscard]] std::string checkSent(const std::string& text, const std::string& sender) const;
    void addTexts(const GroupId& group, const Transcript& transcript);
    [[nodiscard]] static std::string leftOver(SimClient& client);

    std::map<GroupId, std::vector<Transcript>> m_groups;
    std::map<std::string, UserId> m_users;
    std::map<std::string, std::set<std::string>> m_places; ///< text: group and seq
    std::map<std::string, std::string> m_failed;           ///< text: reason, with its sender
    std::string m_wrong;
};

} // namespace kontor::test
