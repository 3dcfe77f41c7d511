#include "media/engine_host.h"
#include "tests/media/tones.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>

using namespace kontor;
using namespace kontor::media;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

/// The test's thread, waiting for what engines tell.
class Desk {
public:
    /// False: it did not become true in `patience`, which is never reached when all is well.
    bool until(const std::function<bool()>& holds, std::chrono::seconds patience = 60s) {
        std::unique_lock lock(m_mutex);
        const auto end = std::chrono::steady_clock::now() + patience;
        while (true) {
            lock.unlock();
            box.drain();
            if (holds())
                return true;
            lock.lock();
            if (std::chrono::steady_clock::now() >= end)
                return false;
            m_wake.wait_for(lock, 100ms, [this] { return m_awake; }); // files grow unannounced
            m_awake = false;
        }
    }
    Mailbox box{[this] {
        const std::lock_guard lock(m_mutex);
        m_awake = true;
        m_wake.notify_one();
    }};

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_awake = false;
};

/// One end of a call. What it tells is carried to the other end by hand.
class End {
public:
    End(EngineHost& host, Desk& desk, const Setup& setup)
        : m_engine(host.open(setup, [this, &desk](const Event& event) {
            desk.box.post([this, event] { take(event); });
        })) {}
    void call(End& other) {
        m_other = &other;
        other.m_other = this;
        m_engine->createOffer();
    }
    MediaEngine& engine() { return *m_engine; }
    void close() { m_engine.reset(); }

    bool connected = false;
    bool silent = false;
    std::string trouble;
    int candidates = 0;
    bool relayed = true; ///< all candidates are
    /// What happens to its description on the way.
    std::function<void(Description&)> forge = [](Description&) {};

private:
    void take(const Event& event) {
        if (const auto* described = std::get_if<event::Described>(&event)) {
            Description own = described->own;
            forge(own);
            if (std::exchange(m_other->m_has, true))
                m_other->m_engine->takeAnswer(own);
            else
                m_other->m_engine->createAnswer(own);
            m_has = true;
        } else if (const auto* found = std::get_if<event::CandidateFound>(&event)) {
            ++candidates;
            relayed = relayed && found->candidate.text.find("typ relay") != std::string::npos;
            if (m_other->m_engine)
                m_other->m_engine->addCandidate(found->candidate);
        } else if (std::holds_alternative<event::Connected>(event)) {
            connected = true;
        } else if (std::holds_alternative<event::Silent>(event)) {
            silent = true;
        } else if (std::holds_alternative<event::WrongCertificate>(event)) {
            trouble = "WrongCertificate";
        } else if (const auto* failed = std::get_if<event::Failed>(&event)) {
            trouble = std::string(nameOf(failed->error.code));
        }
    }

    End* m_other = nullptr;
    bool m_has = false; ///< the other's description, or it was the first to speak
    std::unique_ptr<MediaEngine> m_engine;
};

int entriesOf(const char* folder) {
    const auto entries = std::filesystem::directory_iterator(folder);
    return static_cast<int>(std::distance(begin(entries), end(entries)));
}

} // namespace

/// Real engines in one process: GStreamer, ICE, DTLS and Opus, with files for microphones.
class TestEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeTone(file("low.wav"), 440, 60);
        writeTone(file("high.wav"), 1'500, 60);
    }

    void eachHearsTheOthersTone() {
        End anna(m_host, m_desk, setup("low.wav", "anna.wav"));
        End bob(m_host, m_desk, setup("high.wav", "bob.wav"));
        anna.call(bob);
        QVERIFY(m_desk.until([&] { return anna.connected && bob.connected; }));
        QVERIFY(grows("anna.wav", 5) && grows("bob.wav", 5));
        anna.close();
        bob.close();
        QVERIFY(settled());
        QVERIFY2(hears("anna.wav", 1'500, 440), "anna hears bob");
        QVERIFY2(hears("bob.wav", 440, 1'500), "bob hears anna");
        QCOMPARE(anna.trouble + bob.trouble, std::string());
    }

    void whoIsMutedIsNotHeard() {
        End anna(m_host, m_desk, setup("low.wav", "anna.wav"));
        End bob(m_host, m_desk, setup("high.wav", "bob.wav"));
        bob.engine().setMicrophone(MediaEngine::Microphone::Muted);
        anna.call(bob);
        QVERIFY(m_desk.until([&] { return anna.connected && bob.connected; }));
        QVERIFY(grows("anna.wav", 3)); // silence comes, it is not nothing
        anna.close();
        bob.close();
        QVERIFY(settled());
        const auto heard = readWav(file("anna.wav"));
        const auto loudest = *std::ranges::max_element(heard);
        QVERIFY2(loudest < 100, qPrintable(QString::number(loudest)));
    }

    /// DTLS alone takes any certificate: whoever sits between the two would be let in.
    void anotherCertificateIsNotSpokenTo() {
        End anna(m_host, m_desk, setup("low.wav", "anna.wav"));
        End bob(m_host, m_desk, setup("high.wav", "bob.wav"));
        bob.forge = [](Description& own) {
            const auto at = own.sdp.find("sha-256 ") + 8;
            own.sdp.replace(at, 2, own.sdp.substr(at, 2) == "00" ? "01" : "00");
            own.fingerprint[0] = own.sdp.substr(at, 2) == "00" ? 0 : 1;
        };
        anna.call(bob);
        QVERIFY(m_desk.until([&] { return !anna.trouble.empty(); }));
        QCOMPARE(anna.trouble, std::string("WrongCertificate"));
        QVERIFY(!anna.connected);
        // Bob has seen the right one; still he hears nothing of her.
        QVERIFY(m_desk.until([&] { return bob.connected; }));
        bob.close();
        anna.close();
        QVERIFY(settled());
        QVERIFY(readWav(file("anna.wav")).empty());
        QVERIFY(readWav(file("bob.wav")).empty());
    }

    void aDescriptionThatDoesNotFitIsRefused() {
        End anna(m_host, m_desk, setup("low.wav", "anna.wav"));
        End bob(m_host, m_desk, setup("high.wav", "bob.wav"));
        anna.forge = [](Description& own) { own.fingerprint[3] ^= 1U; };
        anna.call(bob);
        QVERIFY(m_desk.until([&] { return !bob.trouble.empty(); }));
        QCOMPARE(bob.trouble, std::string("Malformed"));
    }

    void theOtherSidesEndIsNoticed() {
        End anna(m_host, m_desk, setup("low.wav", "anna.wav"));
        auto bob = std::make_unique<End>(m_host, m_desk, setup("high.wav", "bob.wav"));
        anna.call(*bob);
        QVERIFY(m_desk.until([&] { return anna.connected && bob->connected; }));
        bob->close();
        QVERIFY(m_desk.until([&] { return anna.silent; }, 30s));
    }

    void aFileThatIsNotThereIsSaid() {
        End anna(m_host, m_desk, setup("missing.wav", "anna.wav"));
        End bob(m_host, m_desk, setup("high.wav", "bob.wav"));
        anna.call(bob);
        QVERIFY(m_desk.until([&] { return !anna.trouble.empty(); }));
        QCOMPARE(anna.trouble, std::string("MicrophoneMissing"));
    }

    void withoutTheModuleThereAreNoCalls() {
        EngineHost host(file("nowhere"));
        End anna(host, m_desk, setup("low.wav", "anna.wav"));
        anna.engine().createOffer();
        QVERIFY(m_desk.until([&] { return !anna.trouble.empty(); }));
        QCOMPARE(anna.trouble, std::string("CallsMissing"));
    }

    /// No thread, no descriptor. (GLib keeps a few threads of its pool for a while.)
    void callsLeaveNothing() {
        const auto oneCall = [this] {
            End anna(m_host, m_desk, setup("low.wav", "anna.wav"));
            End bob(m_host, m_desk, setup("high.wav", "bob.wav"));
            anna.call(bob);
            return m_desk.until([&] { return anna.connected && bob.connected; });
        };
        QVERIFY(oneCall());
        QVERIFY(settled());
        const int descriptors = entriesOf("/proc/self/fd");
        for (int i = 0; i < 5; ++i)
            QVERIFY(oneCall());
        QVERIFY(settled());
        QVERIFY2(entriesOf("/proc/self/fd") <= descriptors,
                 qPrintable(QString::number(entriesOf("/proc/self/fd") - descriptors)));
    }

private:
    [[nodiscard]] std::string file(const char* name) const {
        return m_folder.filePath(QLatin1String(name)).toStdString();
    }
    [[nodiscard]] Setup setup(const char* in, const char* out) const {
        std::filesystem::remove(file(out));
        Setup made;
        made.files = AudioFiles{file(in), file(out)};
        return made;
    }
    /// Until so many seconds of sound are in the file.
    bool grows(const char* name, int seconds) {
        const auto wanted = static_cast<std::uintmax_t>(seconds) * kRate * 2;
        return m_desk.until([&] {
            return std::filesystem::exists(file(name)) &&
                   std::filesystem::file_size(file(name)) > wanted;
        });
    }
    /// Everything that was asked of the host is done.
    bool settled() {
        bool done = false;
        m_host.whenIdle([&] { m_desk.box.post([&done] { done = true; }); });
        return m_desk.until([&done] { return done; });
    }
    /// The middle of what was recorded is that tone and not the other.
    bool hears(const char* name, double tone, double other) {
        auto samples = readWav(file(name));
        if (samples.size() < static_cast<std::size_t>(kRate) * 3)
            return false;
        samples.erase(samples.begin(), samples.end() - kRate * 2);
        return share(samples, tone) > 0.8 && share(samples, other) < 0.05;
    }

    QTemporaryDir m_folder;
    Desk m_desk;
    EngineHost m_host{KONTOR_MEDIA_FOLDER};
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
