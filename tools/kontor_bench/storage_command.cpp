#include "tools/kontor_bench/storage_command.h"

#include "core/policies/life_shortening.h"
#include "storage/life_bound.h"
#include "storage/search_index.h"
#include "tools/kontor_bench/company_archive.h"
#include "tools/kontor_bench/samples.h"
#include "tools/kontor_bench/slices.h"
#include "tools/kontor_bench/temporary_store.h"

namespace kontor::bench {
namespace {

constexpr std::uint32_t kPage = 50;
constexpr int kOpenings = 50;
constexpr int kSamples = 1'000;
constexpr std::size_t kPrefixLetters = 3;
constexpr std::size_t kPartLetters = 5;

class StorageBench {
public:
    explicit StorageBench(OutputForm form)
        : m_form(form) {}

    Result<void> run(std::uint32_t messages) {
        if (const auto opened = m_store.open(); !opened.ok())
            return opened.error();
        if (const auto filled = m_archive.fill(*m_store, messages); !filled.ok())
            return filled.error();
        for (const auto step : {&StorageBench::openings, &StorageBench::newestPages,
                                &StorageBench::pagesBack, &StorageBench::jumps})
            if (const auto done = (this->*step)(); !done.ok())
                return done.error();
        const auto words = [&] { return m_archive.vocabulary().any(m_archive.chance()); };
        if (const auto done = searches("storage/search_word", words); !done.ok())
            return done.error();
        const auto prefixes = [&] { return "\"" + words().substr(0, kPrefixLetters); };
        if (const auto done = searches("storage/search_prefix", prefixes); !done.ok())
            return done.error();
        const auto parts = [&] { return partOf(words()); };
        if (const auto done = searches("storage/search_part", parts); !done.ok())
            return done.error();
        if (const auto done = inserts(); !done.ok())
            return done.error();
        return shortenings();
    }

private:
    static std::string partOf(const std::string& word) {
        return word.size() <= kPartLetters ? word : word.substr(1, kPartLetters);
    }

    Result<void> openings() { return m_store.measureOpenings("storage/open", kOpenings, m_form); }

    Result<void> newestPages() {
        const storage::MessageStore messages(m_store->reader());
        Samples samples;
        for (int i = 0; i < kSamples; ++i) {
            const ConversationId conversation = m_archive.someConversation();
            const auto done = samples.measure([&] { return messages.newest(conversation, kPage); });
            if (!done.ok())
                return done.error();
        }
        samples.print("storage/newest_page", m_form);
        return {};
    }

    /// Through the busiest conversation, page by page.
    Result<void> pagesBack() {
        const storage::MessageStore messages(m_store->reader());
        const ConversationId busiest = m_archive.conversations().front();
        auto page = messages.newest(busiest, kPage);
        Samples samples;
        for (int i = 0; i < kSamples && page.ok() && !page.value().messages.empty(); ++i) {
            const MessageRow oldest = page.value().messages.back().row;
            const auto done = samples.measure([&] {
                page = messages.olderThan(oldest, kPage);
                return page.ok() ? Result<void>() : Result<void>(page.error());
            });
            if (!done.ok())
                return done.error();
        }
        samples.print("storage/page_back", m_form);
        return {};
    }

    /// To any message at all: a quote, a hit, a date.
    Result<void> jumps() {
        const storage::MessageStore messages(m_store->reader());
        storage::SearchIndex index(m_store->reader());
        storage::SearchRequest all;
        all.conversations = {m_archive.conversations().front()};
        all.count = 1;
        const auto newest = index.search(all);
        if (!newest.ok())
            return newest.error();
        if (newest.value().rows.empty())
            return {};
        const std::int64_t rows = newest.value().rows.front().value;
        Samples samples;
        for (int i = 0; i < kSamples; ++i) {
            const MessageRow row(1 + static_cast<std::int64_t>(m_archive.chance()()) % rows);
            const auto done = samples.measure([&] { return messages.around(row, kPage); });
            if (!done.ok())
                return done.error();
        }
        samples.print("storage/jump", m_form);
        return {};
    }

    template <typename Next>
    Result<void> searches(const char* name, Next next) {
        storage::SearchIndex index(m_store->reader());
        if (const auto counted = index.search({.words = "xyz"}); !counted.ok())
            return counted.error(); // the first one counts trigrams
        Samples samples;
        for (int i = 0; i < kSamples; ++i) {
            const storage::SearchRequest request{.words = next()};
            const auto done = samples.measure([&] { return index.search(request); });
            if (!done.ok())
                return done.error();
        }
        samples.print(name, m_form);
        return {};
    }

    Result<void> inserts() {
        Samples samples;
        for (int i = 0; i < kSamples; ++i) {
            const auto done = samples.measure([&] { return m_archive.insertOne(*m_store); });
            if (!done.ok())
                return done.error();
        }
        samples.print("storage/insert", m_form);
        return {};
    }

    /// What lived for ever gets a life because the organisation bounds it, in slices as the core
    /// does it while people write.
    Result<void> shortenings() {
        for (auto tidied = storage::Database::Tidied::More;
             tidied == storage::Database::Tidied::More;) {
            const auto step = m_store->tidyStep(); // as after each pause
            if (!step.ok())
                return step.error();
            tidied = step.value();
        }
        const SystemClock clock;
        const auto bound =
            storage::boundAll(m_store->writer(), std::chrono::hours(24), clock.sinceEpoch());
        if (!bound.ok())
            return bound.error();
        storage::LifeBound rest = bound.value();
        const Slices slices{"storage/shorten_slice", "storage/shortened_by_slice",
                            LifeShortening::kSlice};
        return slices.measure(*m_store, m_archive, m_form, [&](std::uint32_t count) {
            return slice(rest, count, clock.sinceEpoch());
        });
    }

    Result<std::int64_t> slice(storage::LifeBound& rest, std::uint32_t count, Milliseconds now) {
        auto transaction = storage::Transaction::begin(*m_store);
        if (!transaction.ok())
            return transaction.error();
        const auto shortened = storage::shorten(transaction.value(), rest, count, now);
        if (!shortened.ok())
            return shortened.error();
        rest.after = shortened.value().after;
        if (const auto committed = transaction.value().commit(); !committed.ok())
            return committed.error();
        return static_cast<std::int64_t>(shortened.value().rows.size());
    }

    OutputForm m_form;
    TemporaryStore m_store;
    CompanyArchive m_archive;
};

} // namespace

int runStorage(std::uint32_t messages, OutputForm form) {
    return exitCodeOf(StorageBench(form).run(messages));
}

} // namespace kontor::bench
