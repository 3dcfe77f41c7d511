#include "tools/vectors/vector_runner.h"

#include "tools/vectors/vector_types.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace kontor::vectors {
namespace {

const VectorType* typeOf(const std::string& file) {
    const VectorType* longest = nullptr;
    for (const VectorType& type : vectorTypes())
        if (file.starts_with(type.name) &&
            (longest == nullptr || type.name.size() > longest->name.size()))
            longest = &type;
    return longest;
}

} // namespace

Result<FileOutcome> runFile(const std::filesystem::path& file) {
    QFile input(QString::fromStdString(file.string()));
    if (!input.open(QIODevice::ReadOnly))
        return ErrorCode::Storage;
    const QJsonDocument document = QJsonDocument::fromJson(input.readAll());
    FileOutcome outcome;
    outcome.file = file.filename().string();
    const VectorType* type = typeOf(outcome.file);
    outcome.known = type != nullptr;
    // Files of kinds that are not built may have any form.
    if (document.isNull() || (outcome.known && !document.isArray()))
        return Error(ErrorCode::Malformed, {"vectors"});
    const QJsonArray cases = document.array();
    for (qsizetype i = 0; i < cases.size(); ++i) {
        const QJsonObject object = cases.at(i).toObject();
        if (type == nullptr || !type->supported(object)) {
            ++outcome.skipped;
            continue;
        }
        ++outcome.total;
        const VectorCase testCase(object);
        type->verify(testCase);
        if (const auto& failure = testCase.failure())
            outcome.failed.push_back({static_cast<std::size_t>(i), *failure});
    }
    return outcome;
}

Result<std::vector<std::filesystem::path>> vectorFiles(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    auto entry = std::filesystem::recursive_directory_iterator(folder, error);
    for (; !error && entry != std::filesystem::recursive_directory_iterator();
         entry.increment(error))
        if (entry->path().extension() == ".json" && entry->is_regular_file(error))
            files.push_back(entry->path());
    if (error)
        return ErrorCode::Storage;
    std::ranges::sort(files);
    return files;
}

} // namespace kontor::vectors
