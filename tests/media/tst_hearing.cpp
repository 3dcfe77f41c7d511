#include "media/hearing.h"

#include <QTest>

using namespace kontor;
using namespace kontor::media;
using namespace std::chrono_literals;

namespace {

/// Voice comes every 20 ms; somebody looks every 250.
class Listener {
public:
    std::string during(Milliseconds time, double lostShare = 0, double cameShare = 1) {
        std::string told;
        for (const auto end = m_now + time; m_now < end; m_now += 250ms) {
            m_packets += 12.5 * cameShare * (1 - lostShare);
            m_lost += 12.5 * cameShare * lostShare;
            const auto event = m_hearing.look(m_now, static_cast<std::uint64_t>(m_packets),
                                              static_cast<std::uint64_t>(m_lost));
            if (!event)
                continue;
            if (const auto* changed = std::get_if<event::QualityChanged>(&*event)) {
                static const char* const names[] = {"good ", "weak ", "interrupted "};
                told += names[static_cast<int>(changed->quality)];
            } else {
                told += "silent ";
            }
        }
        return told;
    }

private:
    Hearing m_hearing;
    Milliseconds m_now{1'000};
    double m_packets = 0;
    double m_lost = 0;
};

} // namespace

class TestHearing : public QObject {
    Q_OBJECT

private slots:
    void aGoodCallIsNotTalkedAbout() {
        Listener listener;
        QCOMPARE(listener.during(1min), std::string());
        QCOMPARE(listener.during(1min, 0.02), std::string());
    }

    void lossIsToldAndTakenBack() {
        Listener listener;
        QCOMPARE(listener.during(10s), std::string());
        QCOMPARE(listener.during(10s, 0.3), std::string("weak "));
        QCOMPARE(listener.during(10s), std::string("good "));
    }

    void anInterruptionEndsOrIsTheEnd() {
        Listener listener;
        QCOMPARE(listener.during(10s), std::string());
        QCOMPARE(listener.during(6s, 0, 0), std::string("interrupted "));
        QCOMPARE(listener.during(10s), std::string("good "));
        QCOMPARE(listener.during(11s, 0, 0), std::string("interrupted "));
        QCOMPARE(listener.during(10s, 0, 0), std::string("silent ")); // once
        QCOMPARE(listener.during(1min, 0, 0), std::string());
    }
};

QTEST_APPLESS_MAIN(TestHearing)
#include "tst_hearing.moc"
