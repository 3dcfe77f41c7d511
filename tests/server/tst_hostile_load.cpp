// Peers that mean harm, strangers and members, many at once: the server stays up and small, closes
// what sends garbage, and two honest people chat on meanwhile. KONTOR_LOAD=n makes it n times as
// long.

#include "base/clock.h"
#include "base/limits.h"
#include "tests/server/person.h"
#include "tests/server/raw_web_socket.h"
#include "tests/server/running_server.h"

#include <QtTest>

#include <random>

using namespace kontor;
using namespace kontor::test;

namespace {

/// An order of magnitude, for a machine that is busy with all of this: no figure.
constexpr qint64 kPatience = 10'000;
constexpr qint64 kGreatestKilobytes = 300'000;

Milliseconds now() {
    return SystemClock().sinceEpoch();
}

int rounds() {
    return std::max(1, qEnvironmentVariableIntValue("KONTOR_LOAD"));
}

/// A server with Anna and Bob, who chat, and Eve, who is in a group with Anna.
struct Besieged {
    Besieged() {
        joined = anna.join(server, server.invite()) == wire::OK &&
                 bob.join(server, inviteFor(server, "Bob")) == wire::OK &&
                 eve.join(server, inviteFor(server, "Eve")) == wire::OK;
        chat = groupWith(bob);
        room = groupWith(eve);
    }
    GroupId groupWith(Person& other) {
        TestDevice::NewGroup wanted;
        wanted.keyPackages = anna.device.claim({other.device.user()});
        const auto made = anna.device.create(wanted, now());
        if (!made || other.device.readInbox() != 1)
            qFatal("no group");
        return *made;
    }
    /// Anna says something and Bob has it; false: not within a bearable time.
    bool honestPairChats() {
        QElapsedTimer timer;
        timer.start();
        const auto said = anna.device.say(chat, "word " + std::to_string(++words));
        if (said.code() != wire::OK)
            return false;
        const std::uint64_t seq = said.appended().seq();
        const bool heard = waitUntil([&] {
            for (const auto& push : bob.line().pushes())
                newest = std::max(newest, push.entry_push().entry().seq());
            return newest >= seq;
        });
        return heard && timer.elapsed() < kPatience;
    }
    QByteArray noise(std::size_t bytes) {
        QByteArray text(static_cast<qsizetype>(bytes), Qt::Uninitialized);
        for (char& letter : text)
            letter = static_cast<char>(dice());
        return text;
    }

    RunningServer server;
    Person anna{1, "anna"};
    Person bob{2, "bob"};
    Person eve{3, "eve"};
    bool joined = false;
    GroupId chat;
    GroupId room;
    int words = 0;
    std::uint64_t newest = 0;
    std::mt19937 dice{2026}; // NOLINT(cert-msc51-cpp): the same noise in each run
};

} // namespace

#define STANDS(siege)                                                                              \
    do {                                                                                           \
        QVERIFY((siege).server.isRunning());                                                       \
        QVERIFY((siege).honestPairChats());                                                        \
        QVERIFY2(residentKilobytes((siege).server.pid()) < kGreatestKilobytes,                     \
                 qPrintable(QString::number(residentKilobytes((siege).server.pid()))));            \
    } while (false)

class TestHostileLoad : public QObject {
    Q_OBJECT

private slots:
    void strangersWhoSendNoise() {
        Besieged siege;
        QVERIFY(siege.joined);
        for (int round = 0; round < 40 * rounds(); ++round) {
            SocketLine stranger(siege.server.port());
            stranger.sendRaw(siege.noise(1 + siege.dice() % 4'000));
            QVERIFY(waitUntil([&] { return !stranger.isOpen(); }));
            if (round % 10 == 0)
                STANDS(siege);
        }
        STANDS(siege);
    }

    void framesThatNeverEnd() {
        Besieged siege;
        QVERIFY(siege.joined);
        std::vector<std::unique_ptr<RawWebSocket>> halves;
        for (int round = 0; round < 60; ++round) {
            auto half = std::make_unique<RawWebSocket>(siege.server.port());
            QVERIFY(half->upgrade());
            // Half a head, or one that promises what never comes.
            const QByteArray head = RawWebSocket::frameHead(kontor::limits::kFrameBytes);
            half->write(round % 2 == 0 ? head.left(3) : head + siege.noise(10'000));
            halves.push_back(std::move(half));
            if (round % 20 == 0)
                STANDS(siege);
        }
        STANDS(siege);
        for (const quint64 length : {quint64{1} << 40, quint64{1} << 62, ~quint64{0}}) {
            RawWebSocket raw(siege.server.port());
            QVERIFY(raw.upgrade());
            raw.write(RawWebSocket::frameHead(length));
            raw.readToTheEnd();
            QVERIFY(raw.socket().state() != QAbstractSocket::ConnectedState);
        }
        STANDS(siege);
    }

    /// Nobody who has not logged in gets at anything, however often she asks.
    void strangersWhoAsk() {
        Besieged siege;
        QVERIFY(siege.joined);
        for (int round = 0; round < 5 * rounds(); ++round) {
            TestDevice mallory(100 + static_cast<std::uint64_t>(round), "mallory");
            SocketLine line(siege.server.port());
            mallory.use(&line);
            QVERIFY(mallory.sayHello().code() == wire::OK);
            std::vector<std::uint64_t> asked;
            for (int i = 0; i < 200 && line.isOpen(); ++i) {
                wire::Frame frame;
                auto& append = *frame.mutable_append();
                append.set_group(str(siege.chat.view()));
                append.set_payload(siege.noise(500).toStdString());
                asked.push_back(line.post(frame));
            }
            for (const auto id : asked)
                QVERIFY(line.answerTo(id).code() != wire::OK);
            STANDS(siege);
        }
    }

    /// Eve is somebody: what she appends is garbage, or a handshake that is none.
    void aMemberWhoSendsGarbage() {
        Besieged siege;
        QVERIFY(siege.joined);
        auto& line = siege.eve.line();
        std::vector<std::uint64_t> asked;
        for (int i = 0; i < 1'500 * rounds(); ++i) {
            wire::Frame frame = siege.eve.device.appendFrame(
                siege.room, viewOf(siege.noise(1 + siege.dice() % 2'000).toStdString()));
            asked.push_back(line.post(frame));
            if (i % 300 == 0)
                STANDS(siege);
        }
        for (const auto id : asked)
            QVERIFY(line.answerTo(id).code() != wire::OK);
        STANDS(siege);
        // True commits with a bit of them turned: each is judged, and there is an end to that.
        int later = 0;
        for (int i = 0; i < 60; ++i) {
            auto prepared = siege.eve.device.prepare(siege.room, {}, now());
            auto& payload = *prepared.frame.mutable_append()->mutable_payload();
            // Not in its last bytes: the tag there is for members to check.
            payload[siege.dice() % (payload.size() - 40)] ^= 4;
            const auto said = line.ask(prepared.frame);
            QVERIFY(said.code() != wire::OK);
            later += said.code() == wire::RETRY_LATER ? 1 : 0;
            if (said.code() == wire::RETRY_LATER)
                QVERIFY(said.args().retry_ms() > 0);
        }
        QVERIFY(later > 0);
        STANDS(siege);
        // Her own place is whole all the same: what she says truly is taken.
        QVERIFY(siege.eve.device.say(siege.room, "sorry").code() == wire::OK);
    }

    /// Words without an end from one: told to wait, while the others are served.
    void aMemberWhoFloods() {
        Besieged siege;
        QVERIFY(siege.joined);
        auto& line = siege.eve.line();
        std::vector<std::uint64_t> asked;
        for (int i = 0; i < 3'000; ++i) {
            asked.push_back(line.post(siege.eve.device.messageFrame(siege.room, "flood")));
            if (i % 500 == 0)
                STANDS(siege);
        }
        int taken = 0;
        int later = 0;
        for (const auto id : asked) {
            const auto said = line.answerTo(id);
            taken += said.code() == wire::OK ? 1 : 0;
            later += said.code() == wire::RETRY_LATER && said.args().retry_ms() > 0 ? 1 : 0;
        }
        QCOMPARE(taken + later, 3'000);
        QVERIFY2(later > 0, qPrintable(QString::number(taken)));
        STANDS(siege);
    }
};

QTEST_GUILESS_MAIN(TestHostileLoad)
#include "tst_hostile_load.moc"
