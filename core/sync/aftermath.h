#pragma once

#include "base/id.h"
#include "core/calls/call_news.h"
#include "core/values.h"
#include "storage/commit_store.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace kontor {

/// What follows from a transaction once it is durable, collected while it is made: nothing of it
/// may be seen by anybody before (delivery.md, rules 13, 15). Dropped with a transaction that rolls
/// back.
struct Aftermath {
    struct Row {
        ConversationId conversation;
        MessageRow row;
        TimelineDiff::Change change = TimelineDiff::Change::Inserted;
    };
    std::vector<Row> rows;
    std::set<ConversationId> summaries;            ///< changed, or new
    std::set<ConversationId> details;              ///< members, rights, state
    std::map<ConversationId, MessageRow> arrivals; ///< newest message of somebody else
    struct Reaction {
        MessageRow message; ///< one's own
        UserId user;
        std::string emoji;
    };
    std::map<ConversationId, Reaction> reactions; ///< newest of somebody else
    std::set<ConversationId> beaten;              ///< an own commit lost its race
    std::set<ConversationId> lost;                ///< groups that have to come in anew
    std::vector<MessageRow> erased;               ///< contents to be gone from everywhere else, too
    bool livesBegun = false;                      ///< some message ends at a time that is set now
    bool actKept = false;    ///< on a poll that nobody has told of (early_poll_store.h)
    bool pollsTimed = false; ///< a poll has a deadline, or a silence, that it did not have before
    struct Settled {
        storage::IntentRow intent;
        std::optional<ErrorCode> refused; ///< none: done
    };
    std::vector<Settled> settled;
    std::vector<CallNews> calls;
    bool filesWanted = false;          ///< somebody has sent one
    std::set<UserId> statuses;         ///< who says something else of herself now
    std::set<UserId> avatars;          ///< who has another picture
    std::set<ConversationId> pictures; ///< groups that have another one

    /// That of a later part of the same transaction.
    void add(const Aftermath& later) {
        rows.insert(rows.end(), later.rows.begin(), later.rows.end());
        summaries.insert(later.summaries.begin(), later.summaries.end());
        details.insert(later.details.begin(), later.details.end());
        erased.insert(erased.end(), later.erased.begin(), later.erased.end());
        livesBegun = livesBegun || later.livesBegun;
        actKept = actKept || later.actKept;
        pollsTimed = pollsTimed || later.pollsTimed;
        beaten.insert(later.beaten.begin(), later.beaten.end());
        lost.insert(later.lost.begin(), later.lost.end());
        settled.insert(settled.end(), later.settled.begin(), later.settled.end());
        for (const auto& [conversation, row] : later.arrivals)
            arrivals[conversation] = row;
        for (const auto& [conversation, reaction] : later.reactions)
            reactions[conversation] = reaction;
        calls.insert(calls.end(), later.calls.begin(), later.calls.end());
        filesWanted = filesWanted || later.filesWanted;
        statuses.insert(later.statuses.begin(), later.statuses.end());
        avatars.insert(later.avatars.begin(), later.avatars.end());
        pictures.insert(later.pictures.begin(), later.pictures.end());
    }
    /// What a row shows has changed, and nothing that a list of conversations shows.
    void updated(ConversationId conversation, MessageRow row) {
        rows.push_back({conversation, row, TimelineDiff::Change::Updated});
    }
    void inserted(ConversationId conversation, MessageRow row) {
        note(conversation, row, TimelineDiff::Change::Inserted);
    }
    void note(ConversationId conversation, MessageRow row, TimelineDiff::Change change) {
        rows.push_back({conversation, row, change});
        summaries.insert(conversation);
    }
};

} // namespace kontor
