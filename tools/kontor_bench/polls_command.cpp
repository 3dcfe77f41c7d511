#include "tools/kontor_bench/polls_command.h"

#include "core/polls/poll_files.h"
#include "core/polls/poll_form.h"
#include "core/polls/poll_intake.h"
#include "core/polls/poll_reading.h"
#include "core/polls/poll_view.h"
#include "storage/contact_store.h"
#include "storage/conversation_store.h"
#include "storage/poll_store.h"
#include "tools/kontor_bench/company_archive.h"
#include "tools/kontor_bench/samples.h"
#include "tools/kontor_bench/temporary_store.h"

#include <functional>
#include <vector>

namespace kontor::bench {
namespace {

constexpr int kSamples = 200;
constexpr std::uint32_t kOptions = content::Poll::kGreatestOptions;
/// 2026-12-01T09:00Z: the first slot; each is an hour, the next a day later.
constexpr Milliseconds kFirst{1'796'115'600'000};

template <typename AnyId>
AnyId idOf(std::uint32_t number) {
    AnyId id;
    id.bytes.fill(0xB0);
    for (std::size_t i = 0; i < 4; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    return id;
}

PollForm meeting() {
    PollForm form;
    form.title = "When do we meet?";
    form.choices = PollView::Choices::Several;
    form.third = PollView::Third::Offered;
    for (std::uint32_t i = 0; i < kOptions; ++i) {
        PollSlot slot;
        slot.start = kFirst + std::chrono::hours(24) * i;
        slot.end = slot.start + std::chrono::hours(1);
        form.dates.push_back(slot);
    }
    return form;
}

class PollsBench {
public:
    explicit PollsBench(OutputForm form)
        : m_form(form) {}

    Result<void> run(std::uint32_t voters) {
        if (auto opened = m_store.open(); !opened.ok())
            return opened;
        const auto asked = inTransaction([&](auto& transaction) -> Result<void> {
            auto added = addPeople(transaction, voters);
            return added.ok() ? ask(transaction) : added;
        });
        if (!asked.ok())
            return asked;
        const double before = m_store.bytes();
        auto voted =
            inTransaction([&](auto& transaction) { return addVotes(transaction, voters); });
        if (!voted.ok())
            return voted;
        if (auto measured = measure(); !measured.ok())
            return measured;
        print("polls/store", (m_store.bytes() - before) / 1024, "KiB", m_form);
        return {};
    }

private:
    Result<void> inTransaction(const std::function<Result<void>(storage::Transaction&)>& work) {
        auto transaction = storage::Transaction::begin(*m_store);
        if (!transaction.ok())
            return transaction.error();
        if (auto done = work(transaction.value()); !done.ok())
            return done;
        const auto committed = transaction.value().commit();
        return committed.ok() ? Result<void>() : Result<void>(committed.error());
    }

    Result<void> addPeople(storage::Transaction& transaction, std::uint32_t voters) {
        storage::ConversationStore conversations(m_store->writer());
        storage::NewConversation fresh;
        fresh.group = idOf<GroupId>(1);
        fresh.name = "everybody";
        const auto made = conversations.create(transaction, fresh);
        if (!made.ok())
            return made.error();
        m_conversation = made.value();
        std::vector<storage::MemberRecord> members;
        for (std::uint32_t number = 1; number <= voters; ++number) {
            storage::DirectoryUser person;
            person.id = idOf<UserId>(number);
            person.handle = "p" + std::to_string(number);
            person.displayName = m_vocabulary.any(m_chance) + " " + m_vocabulary.any(m_chance);
            if (auto put = storage::ContactStore(m_store->writer()).putUser(transaction, person);
                !put.ok())
                return put;
            storage::MemberRecord member;
            member.leaf = number;
            member.user = person.id;
            member.device = idOf<DeviceId>(number);
            members.push_back(member);
        }
        return conversations.setMembers(transaction, m_conversation, members);
    }

    Result<void> ask(storage::Transaction& transaction) {
        auto poll = polls::pollFrom(meeting());
        if (!poll.ok())
            return poll.error();
        m_poll = std::move(poll).value();
        storage::NewMessage message;
        message.conversation = m_conversation;
        message.seq = Seq(1);
        message.sender = idOf<UserId>(1);
        message.device = idOf<DeviceId>(1);
        message.kind = storage::MessageKind::Poll;
        message.messageId = idOf<MessageId>(1);
        message.text = polls::textOf(m_poll);
        message.detail = polls::detailOf(m_poll);
        storage::MessageStore messages(m_store->writer());
        const auto added = messages.add(transaction, message);
        if (!added.ok())
            return added.error();
        const auto found = messages.find(added.value().value_or(MessageRow()));
        if (!found.ok())
            return found.error();
        if (!found.value())
            return ErrorCode::Internal;
        m_message = *found.value();
        return {};
    }

    /// Every third answer is yes, every third "if need be".
    Result<void> addVotes(storage::Transaction& transaction, std::uint32_t voters) {
        storage::PollStore store(m_store->writer());
        for (std::uint32_t number = 1; number <= voters; ++number) {
            content::Vote vote;
            vote.poll = *m_message.messageId;
            for (const auto& option : m_poll.options)
                vote.choices.push_back({option.id, content::Answer(m_chance() % 3)});
            vote.comment = m_vocabulary.any(m_chance) + " " + m_vocabulary.any(m_chance);
            const auto body = content::encodeVote(vote);
            if (auto put = store.putVote(transaction, m_message.row, idOf<UserId>(number),
                                         Seq(number + 1), body.content);
                !put.ok())
                return put;
        }
        return {};
    }

    Result<void> measure() {
        const UserId self = idOf<UserId>(1);
        storage::Connection& connection = m_store->writer();
        if (auto done =
                sample("polls/tally", [&] { return polls::read(connection, self, m_message); });
            !done.ok())
            return done;
        const auto card = [&] {
            People people(connection);
            return polls::viewOf(connection, people, self, m_message);
        };
        if (auto done = sample("polls/card", card); !done.ok())
            return done;
        const auto table = [&] {
            People people(connection);
            return polls::tableOf(connection, people, self, m_message);
        };
        if (auto done = sample("polls/table", table); !done.ok())
            return done;
        const auto all = table();
        if (!all.ok() || !all.value())
            return all.ok() ? Error(ErrorCode::Internal) : all.error();
        return sample("polls/csv", [&]() -> Result<void> {
            return polls::pollCsv(*all.value()).isEmpty() ? Result<void>(ErrorCode::Internal)
                                                          : Result<void>();
        });
    }

    template <typename Work>
    Result<void> sample(const char* name, const Work& work) {
        Samples samples;
        for (int i = 0; i < kSamples; ++i)
            if (auto done = samples.measure(work); !done.ok())
                return done;
        samples.print(name, m_form);
        return {};
    }

    OutputForm m_form;
    Vocabulary m_vocabulary;
    std::mt19937 m_chance{4711};
    TemporaryStore m_store;
    ConversationId m_conversation;
    content::Poll m_poll;
    storage::MessageRecord m_message;
};

} // namespace

int runPolls(std::uint32_t voters, OutputForm form) {
    return exitCodeOf(PollsBench(form).run(voters));
}

} // namespace kontor::bench
