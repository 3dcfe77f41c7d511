#include "tools/kontor_bench/vectors_command.h"

#include "tools/vectors/vector_runner.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <iostream>
#include <vector>

namespace kontor::bench {
namespace {

void printLine(const vectors::FileOutcome& outcome) {
    if (outcome.total > 0)
        std::cout << outcome.file << ' ' << outcome.passed() << '/' << outcome.total << '\n';
    for (const auto& failed : outcome.failed)
        std::cerr << outcome.file << ": case " << failed.number << ": " << failed.what << '\n';
}

void printSkipped(const vectors::FileOutcome& outcome) {
    if (!outcome.known)
        std::cout << "skipped: " << outcome.file << ", of a kind that is not built\n";
    else if (outcome.skipped > 0)
        std::cout << "skipped: " << outcome.skipped << " of " << outcome.file
                  << ", of suites that are not built\n";
}

void printJson(const vectors::FileOutcome& outcome) {
    const QJsonObject object{
        {QStringLiteral("name"), QString::fromStdString("vectors/" + outcome.file)},
        {QStringLiteral("value"), static_cast<qint64>(outcome.passed())},
        {QStringLiteral("unit"), QStringLiteral("cases")},
        {QStringLiteral("total"), static_cast<qint64>(outcome.total)},
        {QStringLiteral("skipped"), static_cast<qint64>(outcome.skipped)},
    };
    std::cout << QJsonDocument(object).toJson(QJsonDocument::Compact).constData() << '\n';
}

} // namespace

int runVectors(const std::string& folder, OutputForm form) {
    const auto files = vectors::vectorFiles(folder);
    if (!files.ok() || files.value().empty()) {
        std::cerr << "kontor-bench: no vector files in " << folder << '\n';
        return 2;
    }
    int code = 0;
    std::vector<vectors::FileOutcome> outcomes;
    for (const auto& file : files.value()) {
        auto outcome = vectors::runFile(file);
        if (!outcome.ok()) {
            std::cerr << "kontor-bench: " << file.string() << " is broken\n";
            code = 1;
            continue;
        }
        form == OutputForm::Json ? printJson(outcome.value()) : printLine(outcome.value());
        if (!outcome.value().failed.empty())
            code = 1;
        outcomes.push_back(std::move(outcome).value());
    }
    if (form == OutputForm::Lines)
        std::ranges::for_each(outcomes, printSkipped);
    return code;
}

} // namespace kontor::bench
