#include "tools/kontor_bench/temporary_store.h"

#include "crypto/random.h"
#include "tools/kontor_bench/samples.h"

#include <filesystem>
#include <iostream>

namespace kontor::bench {

TemporaryStore::TemporaryStore()
    : m_key(SystemRandom().secret<storage::StoreKey::kSize>()) {}

Result<void> TemporaryStore::open(const std::function<Result<void>(storage::Database&)>& swept) {
    m_database.reset();
    const auto file = std::filesystem::path(m_folder.path().toStdString()) / "store.db";
    auto opened = storage::Database::open(file, m_key);
    if (!opened.ok())
        return opened.error();
    m_database = std::move(opened).value();
    return swept ? swept(*m_database) : Result<void>();
}

Result<void>
TemporaryStore::measureOpenings(const char* name, int times, OutputForm form,
                                const std::function<Result<void>(storage::Database&)>& swept) {
    Samples samples;
    for (int i = 0; i < times; ++i) {
        m_database.reset();
        if (const auto done = samples.measure([&] { return open(swept); }); !done.ok())
            return done.error();
    }
    samples.print(name, form);
    return {};
}

double TemporaryStore::bytes() const {
    double sum = 0;
    for (const auto& file : std::filesystem::directory_iterator(m_folder.path().toStdString()))
        sum += static_cast<double>(file.file_size());
    return sum;
}

int exitCodeOf(const Result<void>& done) {
    if (done.ok())
        return 0;
    std::cerr << "kontor-bench: " << nameOf(done.error().code) << '\n';
    return 1;
}

} // namespace kontor::bench
