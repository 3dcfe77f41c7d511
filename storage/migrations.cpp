#include "storage/migrations.h"

#include "storage/rows.h"

#include <string>

namespace kontor::storage {

namespace {

/// In a function of its own: while a statement is open no migration may drop anything.
Result<std::int64_t> versionOf(Connection& connection) {
    Statement ask = connection.prepare("PRAGMA user_version");
    return readInteger(ask);
}

} // namespace

Result<void> migrate(Connection& connection) {
    const auto newest = static_cast<std::int64_t>(migrations().size());
    const auto version = versionOf(connection);
    if (!version.ok())
        return version.error();
    if (version.value() > newest)
        return Error(ErrorCode::StoreTooNew, {std::to_string(version.value())});
    if (version.value() < 0)
        return ErrorCode::Storage;
    for (std::int64_t next = version.value(); next < newest; ++next) {
        const std::string script =
            "BEGIN IMMEDIATE;" + std::string(migrations()[static_cast<std::size_t>(next)]) +
            ";PRAGMA user_version = " + std::to_string(next + 1) + ";COMMIT;";
        if (const auto done = connection.execute(script); !done.ok()) {
            if (connection.inTransaction())
                static_cast<void>(connection.execute("ROLLBACK").ok());
            return done.error();
        }
    }
    return {};
}

} // namespace kontor::storage
