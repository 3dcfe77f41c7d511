#include "base/log.h"
#include "core/profile_files.h"
#include "core/profile_keeper.h"
#include "core/registration/account_backup.h"
#include "storage/private_file.h"

#include <QDateTime>

#include <array>

/// Of profile_keeper.h: what is done about a store that is damaged.
namespace kontor {
namespace {

namespace fs = std::filesystem;

constexpr char kFreshStore[] = "store-afresh.db";

/// With what SQLite keeps beside it.
constexpr auto kStoreEndings = std::to_array<const char*>({"-wal", "-shm", ""});

Result<void> removeStore(const fs::path& file) {
    for (const char* ending : kStoreEndings) {
        std::error_code failed;
        fs::path part = file;
        part += ending;
        fs::remove(part, failed);
        if (failed)
            return ErrorCode::Storage;
    }
    return {};
}

Result<void> moveIfThere(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    if (!fs::exists(from, failed))
        return failed ? Result<void>(ErrorCode::Storage) : Result<void>();
    return storage::renamePrivateFile(from, to);
}

} // namespace

void ProfileKeeper::startAfresh() {
    if (m_database)
        return;
    if (const auto made = makeAfresh(); !made.ok())
        return fail(made.error());
    m_damageSeen = false;
    m_lock.reset();
    open();
}

/// The new store is whole before the damaged one moves; a crash in between leaves no store, which
/// is as good as a damaged one: the same again.
Result<void> ProfileKeeper::makeAfresh() {
    if (const auto kind = slotKind(m_options.profile); !kind.ok() || !kind.value())
        return kind.ok() ? Error(ErrorCode::ProfileMissing) : kind.error();
    auto lock = ProfileLock::take(m_options.profile);
    if (!lock.ok())
        return lock.error();
    m_lock.emplace(std::move(lock).value());
    const auto key = openKey();
    if (!key.ok())
        return key.error();
    if (auto damaged = checkDamaged(key.value()); !damaged.ok())
        return damaged;
    const fs::path fresh = m_options.profile / kFreshStore;
    if (auto written = writeAfresh(key.value(), fresh); !written.ok()) {
        static_cast<void>(removeStore(fresh).ok());
        return written;
    }
    if (auto moved = putAside(); !moved.ok())
        return moved;
    return storage::renamePrivateFile(fresh, m_options.profile / kStoreFile);
}

/// A store that is whole is not to be left by mistake.
Result<void> ProfileKeeper::checkDamaged(const storage::StoreKey& key) const {
    if (m_damageSeen)
        return {};
    const auto opened = openDatabase(key);
    if (!opened.ok())
        return opened.error().code == ErrorCode::StoreDamaged ? Result<void>()
                                                              : Result<void>(opened.error());
    const auto whole = opened.value()->examine();
    if (!whole.ok() && whole.error().code == ErrorCode::StoreDamaged)
        return {};
    return whole.ok() ? Error(ErrorCode::NotAllowed) : whole.error();
}

Result<void> ProfileKeeper::writeAfresh(const storage::StoreKey& key, const fs::path& file) {
    const auto backup = storage::readKeyBackup(m_options.profile / kBackupFile, key);
    if (!backup.ok()) {
        log::error(log::Category::Storage, "there is no backup that a store could be made from",
                   {{"code", static_cast<int>(backup.error().code)}});
        return ErrorCode::StoreDamaged;
    }
    if (auto gone = removeStore(file); !gone.ok())
        return gone;
    auto fresh = storage::Database::open(file, key);
    if (!fresh.ok())
        return fresh.error();
    storage::OwnKeyStore keys(fresh.value()->writer(), key);
    if (auto restored = restoreBackup({*fresh.value(), keys}, backup.value(), m_surroundings.random,
                                      m_surroundings.clock.sinceEpoch());
        !restored.ok())
        return restored;
    const auto emptied = fresh.value()->truncateLog();
    return emptied.ok() ? Result<void>() : Result<void>(emptied.error());
}

/// Its log first: beside the new store it would be taken for that one's.
Result<void> ProfileKeeper::putAside() {
    const auto now = static_cast<qint64>(m_surroundings.clock.sinceEpoch().count());
    const std::string name =
        "store-damaged-" +
        QDateTime::fromMSecsSinceEpoch(now).toString("yyyyMMdd-HHmmss").toStdString();
    for (const char* ending : kStoreEndings)
        if (auto moved = moveIfThere(m_options.profile / (std::string(kStoreFile) + ending),
                                     m_options.profile / (name + ".db" + ending));
            !moved.ok())
            return moved;
    // Nothing in the new store knows of these: they would be deleted at its start.
    return moveIfThere(m_options.profile / kFileFolder, m_options.profile / (name + ".files"));
}

} // namespace kontor
