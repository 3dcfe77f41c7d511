#include "core/async/qt_wake.h"
#include "core/client.h"
#include "core/profile_lock.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <chrono>
#include <sys/wait.h>
#include <unistd.h>

using namespace kontor;
using namespace std::chrono_literals;

namespace {

/// A port of this computer at which nobody listens, in a link that is well-formed.
const QString kLink = QStringLiteral("kontor://127.0.0.1:1/invite/AAAAAAAAAAAAAAAAAAAAAA"
                                     "#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

/// A Client with what it has said so far.
struct Heard {
    explicit Heard(const QTemporaryDir& profile)
        : client(makeClient({profile.path().toStdString()}, mailbox.box(),
                            [this](const Event& event) { events.push_back(event); })) {}

    template <typename T>
    [[nodiscard]] bool hears() {
        return QTest::qWaitFor([this] {
            return std::ranges::any_of(
                events, [](const Event& event) { return std::holds_alternative<T>(event); });
        });
    }
    /// Waits for the answer of a verb: `ask(reply)`.
    template <typename T, typename Ask>
    [[nodiscard]] Result<T> answer(Ask ask) {
        std::optional<Result<T>> heard;
        ask([&heard](Result<T> result) { heard.emplace(std::move(result)); });
        if (!QTest::qWaitFor([&heard] { return heard.has_value(); }, 20'000))
            return ErrorCode::TimedOut;
        return *heard;
    }

    QtMailbox mailbox;
    std::vector<Event> events;
    std::unique_ptr<Client> client;
};

/// One bit of each page in it.
void damageLog(const QString& path) {
    constexpr qint64 kHeader = 32;
    constexpr qint64 kFrame = 24 + 4'096;
    QFile log(path);
    if (!log.open(QFile::ReadWrite))
        qFatal("there is no log");
    for (qint64 at = kHeader + 24 + 1'000; at < log.size(); at += kFrame) {
        log.seek(at);
        const char byte = log.read(1).at(0);
        log.seek(at);
        log.write(QByteArray(1, static_cast<char>(byte ^ 1)));
    }
}

} // namespace

/// The threads around the core: opening, locking, closing. What goes on inside is the simulation's.
class TestClient : public QObject {
    Q_OBJECT
private slots:
    void anEmptyProfileWantsRegistration() {
        const QTemporaryDir profile;
        Heard heard(profile);
        heard.client->open();
        QVERIFY(heard.hears<NeedsRegistration>());
        const auto list = heard.answer<std::vector<ConversationSummary>>(
            [&](auto reply) { heard.client->conversations(0, 50, reply); });
        QCOMPARE(list.error().code, ErrorCode::ProfileMissing);
        const auto direct = heard.answer<ConversationId>(
            [&](auto reply) { heard.client->startDirect(UserId(), reply); });
        QCOMPARE(direct.error().code, ErrorCode::ProfileMissing);
    }

    void oneProgramAtATime() {
        const QTemporaryDir profile;
        auto first = std::make_unique<Heard>(profile);
        first->client->open();
        QVERIFY(first->hears<NeedsRegistration>());
        Heard second(profile);
        second.client->open();
        QVERIFY(second.hears<OpenFailed>());
        QCOMPARE(std::get<OpenFailed>(second.events.front()).error.code, ErrorCode::ProfileInUse);
        first.reset();
        second.client->open(); // the person tries again
        QVERIFY(second.hears<NeedsRegistration>());
    }

    void theLockGoesWithItsProgram() {
        const QTemporaryDir profile;
        const auto folder = profile.path().toStdString();
        const pid_t child = fork();
        if (child == 0) {
            const auto lock = ProfileLock::take(folder);
            kill(getpid(), SIGKILL); // with the lock in hand
            _exit(lock.ok() ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QVERIFY(ProfileLock::take(folder).ok());
    }

    /// A page that is not as it was written, met while the program runs: it says so, once, and has
    /// closed the store.
    void damageThatIsMetMeanwhile() {
        const QTemporaryDir profile;
        Heard heard(profile);
        heard.client->open();
        QVERIFY(heard.hears<NeedsRegistration>());
        for (int i = 0; i < 200; ++i)
            heard.client->remember(QString::number(i), QString(2'000, u'x'));
        const auto kept = heard.answer<QString>(
            [&](auto reply) { heard.client->recall(QStringLiteral("0"), reply); });
        QVERIFY(kept.ok());
        damageLog(profile.filePath("store.db-wal"));
        const auto lost = heard.answer<QString>(
            [&](auto reply) { heard.client->recall(QStringLiteral("150"), reply); });
        QCOMPARE(lost.error().code, ErrorCode::StoreDamaged);
        QVERIFY(heard.hears<OpenFailed>());
        const auto later = heard.answer<QString>(
            [&](auto reply) { heard.client->recall(QStringLiteral("1"), reply); });
        QCOMPARE(later.error().code, ErrorCode::ProfileMissing);
        const auto failures = std::ranges::count_if(heard.events, [](const Event& event) {
            const auto* failed = std::get_if<OpenFailed>(&event);
            return failed != nullptr && failed->error.code == ErrorCode::StoreDamaged;
        });
        QCOMPARE(failures, 1);
        QVERIFY(ProfileLock::take(profile.path().toStdString()).ok());
    }

    void rememberedThingsComeBack() {
        const QTemporaryDir profile;
        {
            Heard heard(profile);
            heard.client->open();
            QVERIFY(heard.hears<NeedsRegistration>());
            heard.client->remember("theme", "dark");
            const auto theme =
                heard.answer<QString>([&](auto reply) { heard.client->recall("theme", reply); });
            QCOMPARE(theme.value(), QString("dark"));
        }
        Heard again(profile);
        again.client->open();
        QVERIFY(again.hears<NeedsRegistration>());
        const auto theme =
            again.answer<QString>([&](auto reply) { again.client->recall("theme", reply); });
        QCOMPARE(theme.value(), QString("dark"));
        const auto other =
            again.answer<QString>([&](auto reply) { again.client->recall("other", reply); });
        QCOMPARE(other.value(), QString());
    }

    void aServerThatIsNotThereIsNotReachable() {
        const QTemporaryDir profile;
        Heard heard(profile);
        heard.client->open();
        QVERIFY(heard.hears<NeedsRegistration>());
        const auto offer =
            heard.answer<InviteOffer>([&](auto reply) { heard.client->checkInvite(kLink, reply); });
        QCOMPARE(offer.error().code, ErrorCode::NotReachable);
        const auto wrong = heard.answer<InviteOffer>(
            [&](auto reply) { heard.client->checkInvite("https://example.com", reply); });
        QCOMPARE(wrong.error().code, ErrorCode::LinkMalformed);
    }

    /// Closed in the middle of connecting, with answers outstanding: nothing is heard of them, and
    /// nobody waits.
    void closesAtOnce() {
        const QTemporaryDir profile;
        auto heard = std::make_unique<Heard>(profile);
        heard->client->open();
        QVERIFY(heard->hears<NeedsRegistration>());
        bool answered = false;
        QTcpServer silent; // takes connections and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QString link = kLink;
        link.replace("127.0.0.1:1", QString("127.0.0.1:%1").arg(silent.serverPort()));
        heard->client->checkInvite(link,
                                   [&answered](const Result<InviteOffer>&) { answered = true; });
        QVERIFY(!QTest::qWaitFor([&answered] { return answered; }, 50));
        const auto before = std::chrono::steady_clock::now();
        heard->client.reset();
        QVERIFY(std::chrono::steady_clock::now() - before < 1s);
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }

    /// What the core tells while its owner takes it down is dropped, and touches nothing of hers.
    void theCoreMayBeSpeakingWhenItIsClosed() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("no-folder");
        QFile taken(file);
        QVERIFY(taken.open(QIODevice::WriteOnly));
        for (int round = 0; round < 300; ++round) {
            QtMailbox mailbox;
            auto client =
                makeClient({file.toStdString()}, mailbox.box(), [](const Event& /*event*/) {});
            for (int word = 0; word < 100; ++word)
                client->open(); // each is answered by OpenFailed, from the core's thread
            if (round % 3 == 0)
                QThread::usleep(static_cast<unsigned long>(round));
            client.reset();
            // Whatever has been written into freed memory shows here.
            std::vector<std::unique_ptr<std::string>> heap;
            for (std::size_t size = 1; size < 200; ++size)
                heap.push_back(std::make_unique<std::string>(size, 'x'));
        }
    }

    void aStrangersStoreIsRefused() {
        const QTemporaryDir profile;
        {
            Heard heard(profile);
            heard.client->open();
            QVERIFY(heard.hears<NeedsRegistration>());
        }
        QFile store(profile.filePath("store.db"));
        QVERIFY(store.open(QIODevice::ReadWrite));
        QVERIFY(store.write(QByteArray(4096, 'x')) == 4096);
        store.close();
        Heard heard(profile);
        heard.client->open();
        QVERIFY(heard.hears<OpenFailed>());
        QCOMPARE(std::get<OpenFailed>(heard.events.front()).error.code, ErrorCode::WrongKey);
    }
};

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
