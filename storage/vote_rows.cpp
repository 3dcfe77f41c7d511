#include "storage/vote_rows.h"

#include "storage/rows.h"
#include "storage/slots.h"

namespace kontor::storage {

Result<std::vector<MessageRow>> removeVotes(Connection& connection, Statement& which) {
    struct Doomed {
        MessageRow message;
        std::int64_t user = 0;
        std::int64_t place = 0;
        SlotRow slot;
        std::optional<SlotRow> ballot;
    };
    const auto doomed = readAll(which, [](Statement& row) {
        Doomed vote;
        vote.message = row.number<MessageRow>();
        vote.user = row.integer();
        vote.place = row.integer();
        vote.slot = row.number<SlotRow>();
        vote.ballot = row.optionalNumber<SlotRow>();
        return vote;
    });
    if (!doomed.ok())
        return doomed.error();
    std::vector<MessageRow> polls;
    for (const Doomed& vote : doomed.value()) {
        Statement gone =
            connection.prepare("DELETE FROM votes WHERE message = ?1 AND user = ?2 AND place = ?3");
        if (const auto done = gone.bind(vote.message).bind(vote.user).bind(vote.place).run();
            !done.ok())
            return done.error();
        if (const auto freed = freeSlot(connection, vote.slot); !freed.ok())
            return freed.error();
        const auto opened = vote.ballot ? freeSlot(connection, *vote.ballot) : Result<void>();
        if (!opened.ok())
            return opened.error();
        if (polls.empty() || polls.back() != vote.message)
            polls.push_back(vote.message);
    }
    return polls;
}

} // namespace kontor::storage
