#include "core/keychain/keychain_slot.h"

#include "core/async/qt_timers.h"
#include "core/async/qt_wake.h"
#include "crypto/encoding.h"

#include <QEventLoop>
#include <QFileInfo>
#include <qt6keychain/keychain.h>

#ifdef Q_OS_LINUX
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#endif

namespace kontor {
namespace {

constexpr char kService[] = "Kontor";
constexpr char kFinished[] = "finished"; ///< a property of a job

QString nameOf(const SlotId& id) {
    return QString::fromStdString(toHex(id.view()));
}

/// A job that has not finished still waits for the keychain and must not be destroyed under it: it
/// goes by itself when it is answered.
struct Forget {
    void operator()(QKeychain::Job* job) const {
        if (job->property(kFinished).toBool())
            job->deleteLater();
        else
            job->setAutoDelete(true);
    }
};
template <typename Job>
using OwnedJob = std::unique_ptr<Job, Forget>;

/// False: it failed, was refused, or nobody answered before `stop` or the end of patience.
bool run(QKeychain::Job& job, const std::stop_token& stop) {
    const SystemClock clock;
    QtTimers timers(clock);
    QEventLoop loop;
    bool finished = false;
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&] {
        finished = true;
        job.setProperty(kFinished, true);
        loop.quit();
    });
    timers.at(clock.steady() + KeychainSlot::kPatience, [&] { loop.quit(); });
    QtMailbox toHere;
    const std::stop_callback stopped(stop, [&] { toHere.box().post([&loop] { loop.quit(); }); });
    job.start();
    if (!finished)
        loop.exec();
    return finished && job.error() == QKeychain::NoError;
}
void wipeBytes(QByteArray& bytes) {
    wipe({reinterpret_cast<std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size())});
}

#ifdef Q_OS_LINUX
/// Asking for the bus must not start one (libdbus does when it is not told where it is).
bool hasSessionBus() {
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const auto runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
}
#endif

} // namespace

Result<WrappingKey> KeychainSlot::read(const SlotId& id) {
    const OwnedJob<QKeychain::ReadPasswordJob> job(
        new QKeychain::ReadPasswordJob(QString::fromLatin1(kService)));
    job->setKey(nameOf(id));
    if (!run(*job, m_stop))
        return ErrorCode::KeychainFailed;
    QByteArray bytes = job->binaryData();
    auto key = WrappingKey::copyOf(viewOf({bytes.data(), static_cast<std::size_t>(bytes.size())}));
    wipeBytes(bytes);
    if (!key.ok())
        return ErrorCode::KeychainFailed;
    return key;
}

Result<void> KeychainSlot::create(const SlotId& id, const WrappingKey& key) {
    const OwnedJob<QKeychain::WritePasswordJob> job(
        new QKeychain::WritePasswordJob(QString::fromLatin1(kService)));
    job->setKey(nameOf(id));
    QByteArray bytes(reinterpret_cast<const char*>(key.view().data()),
                     static_cast<qsizetype>(key.view().size()));
    job->setBinaryData(bytes);
    const bool written = run(*job, m_stop);
    wipeBytes(bytes);
    if (!written)
        return ErrorCode::KeychainFailed;
    const auto again = read(id);
    if (!again.ok() || !equalInConstantTime(again.value().view(), key.view()))
        return ErrorCode::KeychainFailed;
    return {};
}

bool keychainIsRunning() {
#ifdef Q_OS_LINUX
    if (!hasSessionBus())
        return false;
    const auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || bus.interface() == nullptr)
        return false;
    for (const char* service :
         {"org.freedesktop.secrets", "org.kde.kwalletd6", "org.kde.kwalletd5"}) {
        if (bus.interface()->isServiceRegistered(QString::fromLatin1(service)).value())
            return true;
    }
    return false;
#else
    return true;
#endif
}

Result<std::shared_ptr<KeySlot>> keySlotFor(const std::filesystem::path& profile,
                                            NewProfileKey wanted, std::stop_token stop) {
    const auto kind = slotKind(profile);
    if (!kind.ok())
        return kind.error();
    const bool keychain = kind.value()
                              ? *kind.value() == SlotKind::Keychain
                              : wanted == NewProfileKey::KeychainIfRunning && keychainIsRunning();
    if (keychain)
        return std::shared_ptr<KeySlot>(std::make_shared<KeychainSlot>(std::move(stop)));
    return std::shared_ptr<KeySlot>(std::make_shared<KeyFileSlot>(profile));
}

} // namespace kontor
