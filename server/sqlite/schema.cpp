#include "server/sqlite/schema.h"

namespace kontor::server::sqlite {

namespace {

/// Times are seconds since 1970. docs/threat-model.md lists each table with its reason and its
/// lifetime: a new column goes there too.
constexpr const char* kSchema = R"sql(
CREATE TABLE facts (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    row INTEGER PRIMARY KEY,
    user_id BLOB NOT NULL UNIQUE,
    handle TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    disabled INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    revision INTEGER NOT NULL UNIQUE,
    registered_at INTEGER NOT NULL
) STRICT;

CREATE TABLE devices (
    row INTEGER PRIMARY KEY,
    device_id BLOB NOT NULL UNIQUE,
    user INTEGER NOT NULL REFERENCES users (row),
    certificate BLOB NOT NULL,
    revoked INTEGER NOT NULL,
    last_resort_used INTEGER NOT NULL,
    inbox_head INTEGER NOT NULL,
    registered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX devices_of_user ON devices (user);

CREATE TABLE key_packages (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    device INTEGER NOT NULL REFERENCES devices (row),
    last_resort INTEGER NOT NULL,
    ref BLOB NOT NULL UNIQUE,
    bytes BLOB NOT NULL,
    not_after INTEGER NOT NULL
) STRICT;
CREATE INDEX key_packages_of_device ON key_packages (device, last_resort, row);

CREATE TABLE invites (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL,
    display_name TEXT NOT NULL,
    known_user INTEGER REFERENCES users (row),
    owner INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by INTEGER REFERENCES devices (row),
    revoked INTEGER NOT NULL
) STRICT;

CREATE TABLE groups (
    row INTEGER PRIMARY KEY,
    group_id BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    roster_changed INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    direct_tag BLOB UNIQUE,
    newest_dropped INTEGER NOT NULL,
    newest_dropped_handshake INTEGER NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE group_state (
    grp INTEGER NOT NULL,
    part INTEGER NOT NULL,
    place INTEGER NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (grp, part, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_infos (
    grp INTEGER PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE pending_removals (
    grp INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (grp, leaf)
) STRICT, WITHOUT ROWID;

CREATE TABLE readers (
    grp INTEGER NOT NULL,
    device INTEGER NOT NULL,
    start INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    cursor INTEGER NOT NULL,
    last INTEGER,
    removed_at INTEGER,
    PRIMARY KEY (grp, device, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX groups_of_device ON readers (device, grp);
CREATE INDEX removed_readers ON readers (removed_at) WHERE removed_at IS NOT NULL;

-- The durable transaction inserts here and nowhere else; lazy_index.h follows with the two below.
CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    grp INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    key BLOB NOT NULL,
    hash BLOB NOT NULL,
    kind INTEGER NOT NULL,
    at INTEGER NOT NULL,
    payload BLOB NOT NULL
) STRICT;

CREATE TABLE entry_index (
    grp INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (grp, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
    grp INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    key BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (grp, sender, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE trees (
    grp INTEGER NOT NULL,
    start INTEGER NOT NULL,
    tree BLOB NOT NULL,
    encrypted_group_info BLOB NOT NULL,
    PRIMARY KEY (grp, start)
) STRICT;

CREATE TABLE inbox (
    device INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    grp INTEGER NOT NULL,
    start INTEGER NOT NULL,
    key_package_ref BLOB NOT NULL,
    encrypted_group_secrets BLOB NOT NULL,
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_of_commit ON inbox (grp, start);
)sql";

/// What versions after the first have added.
constexpr const char* kSecond = R"sql(
CREATE TABLE blobs (
    blob_id BLOB NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    device INTEGER NOT NULL REFERENCES devices (row),
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX blobs_of_device ON blobs (device, size);
CREATE INDEX blobs_by_age ON blobs (at);
)sql";

std::int64_t numberOf(Database& database, const char* sql) {
    Statement statement(database, sql);
    Query query(statement);
    return query.next() ? query.number(0) : 0;
}

} // namespace

Result<void> prepareSchema(Database& database, const Incarnation& incarnation) {
    const std::int64_t version = numberOf(database, "PRAGMA user_version");
    if (database.failed())
        return ErrorCode::Storage;
    if (version > kSchemaVersion)
        return Error(ErrorCode::StoreTooNew);
    if (version == kSchemaVersion)
        return {};
    database.run("BEGIN IMMEDIATE");
    if (version < 1) {
        database.run(kSchema);
        Statement insert(database, "INSERT INTO facts (name, value) VALUES ('incarnation', ?)");
        Query(insert, incarnation).run();
    }
    database.run(kSecond);
    database.run("PRAGMA user_version = 2");
    database.run("COMMIT");
    if (database.failed())
        return ErrorCode::Storage;
    return {};
}

} // namespace kontor::server::sqlite
