#pragma once

#include "storage/connection.h"

/// The three usual ways to run a statement. `read` takes the Statement and returns a value from the
/// columns of the present row.
namespace kontor::storage {

template <typename Read>
using RowOf = std::invoke_result_t<Read, Statement&>;

template <typename Read>
[[nodiscard]] Result<std::optional<RowOf<Read>>> readOne(Statement& statement, Read read) {
    const auto row = statement.step();
    if (!row.ok())
        return row.error();
    if (!row.value())
        return std::optional<RowOf<Read>>();
    std::optional<RowOf<Read>> value(read(statement));
    if (const auto fault = statement.fault())
        return *fault;
    return value;
}

template <typename Read>
[[nodiscard]] Result<std::vector<RowOf<Read>>> readAll(Statement& statement, Read read) {
    std::vector<RowOf<Read>> values;
    for (;;) {
        const auto row = statement.step();
        if (!row.ok())
            return row.error();
        if (!row.value())
            return values;
        values.push_back(read(statement));
        if (const auto fault = statement.fault())
            return *fault;
    }
}

/// Of a statement that always has a row (count, max).
[[nodiscard]] inline Result<std::int64_t> readInteger(Statement& statement) {
    const auto value = readOne(statement, [](Statement& row) { return row.integer(); });
    if (!value.ok())
        return value.error();
    if (!value.value())
        return ErrorCode::Storage;
    return *value.value();
}

} // namespace kontor::storage
