// What a person sees and hears of a call.
#include "app/view_models/call_view_model.h"
#include "tests/app/desk.h"
#include "tests/support/fake_media_engine.h"

#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;
using Stage = CallViewModel::Stage;

namespace {

struct CallStory : Desk {
    CallStory() {
        UserId self;
        self.bytes[0] = 1;
        call.bytes[0] = 7;
        model.setSelf(self);
        settle();
    }
    void engineSays(const media::Event& event) {
        voices.one().tell(event);
        settle();
    }
    /// Bob's signal, as the log brings it.
    void hear(std::variant<CallOffer, CallAnswer, CallEnd> what) {
        CallSignalled signal;
        signal.conversation = ConversationId(4);
        signal.sender = bob;
        signal.signal.call = call;
        if (std::holds_alternative<CallAnswer>(what))
            signal.words = {"Alarm", "Bison", "Curry", "Delta"};
        signal.signal.what = std::move(what);
        signal.left = 40s;
        model.apply(signal);
        settle();
    }
    void startCall() {
        model.start(ConversationId(4), bob);
        settle();
        voices.one().describe("a");
        settle();
        call = client.callSignals().back().signal.call;
    }
    void talk() {
        startCall();
        hear(CallAnswer{{"b", {}}});
        engineSays(media::event::Connected());
    }

    CallId call;
    FakeVoices voices;
    QString rings;
    CallViewModel model{client,
                        clock,
                        clock,
                        mailbox,
                        {[this](media::Setup setup, media::Sink sink) {
                             return voices(std::move(setup), std::move(sink));
                         },
                         [this] { rings += QLatin1Char('+'); },
                         [this] { rings += QLatin1Char('-'); }}};
};

} // namespace

class TestCallViewModel : public QObject {
    Q_OBJECT

private slots:
    void aCallInWords() {
        CallStory story;
        auto& model = story.model;
        QCOMPARE(model.stage(), Stage::None);
        story.startCall();
        QCOMPARE(model.stage(), Stage::Outgoing);
        QCOMPARE(model.name(), QString("Bob Lindner"));
        QCOMPARE(model.initials(), QString("BL"));
        QCOMPARE(model.status(), QString("Calling …"));
        QVERIFY(model.running() && model.words().isEmpty() && model.safety().isEmpty());
        story.hear(CallAnswer{{"b", {}}});
        QCOMPARE(model.stage(), Stage::Connecting);
        QVERIFY(model.words().isEmpty()); // nothing is said before somebody is there
        story.engineSays(media::event::Connected());
        QCOMPARE(model.stage(), Stage::Active);
        QCOMPARE(model.status(), QString("00:00 · good connection"));
        QCOMPARE(model.words(), QString("Alarm · Bison · Curry · Delta"));
        QCOMPARE(model.safety(), QString("End-to-end encrypted, not verified"));
        QSignalSpy changed(&model, &CallViewModel::changed);
        story.clock.advance(207s);
        QCOMPARE(changed.count(), 207);
        QCOMPARE(model.status(), QString("03:27 · good connection"));
        story.engineSays(media::event::QualityChanged{media::event::Quality::Weak});
        QCOMPARE(model.status(), QString("03:27 · weak connection"));
        story.clock.advance(1h);
        QVERIFY(model.status().startsWith("1:03:27"));
        model.toggleMute();
        QVERIFY(model.muted());
        story.hear(CallEnd{CallEndReason::HungUp});
        QCOMPARE(model.stage(), Stage::Over);
        QVERIFY(!model.running() && !model.muted() && !model.warning());
        QCOMPARE(model.status(), QString("Bob Lindner has hung up."));
        story.clock.advance(4s); // a word that goes by itself
        QCOMPARE(model.stage(), Stage::None);
        QCOMPARE(story.clock.waiting(), std::size_t{0});
    }

    void itRingsAsLongAsItRings() {
        CallStory story;
        story.bob.trust = Trust::Verified;
        QSignalSpy rang(&story.model, &CallViewModel::rang);
        story.hear(CallOffer{{"o", {}}, 45s});
        QCOMPARE(story.model.stage(), Stage::Incoming);
        QCOMPARE(story.model.status(), QString("Bob Lindner is calling"));
        QCOMPARE(story.model.safety(), QString("Voice call · verified"));
        QVERIFY(!story.model.running());
        QCOMPARE(story.rings, QString("+"));
        QCOMPARE(rang.count(), 1);
        story.model.accept();
        QCOMPARE(story.rings, QString("+-"));
        QCOMPARE(story.model.stage(), Stage::Connecting);
        // One that nobody takes rings off by itself and says nothing more: the timeline does.
        CallStory missed;
        missed.hear(CallOffer{{"o", {}}, 45s});
        missed.clock.advance(1min);
        QCOMPARE(missed.rings, QString("+-"));
        QCOMPARE(missed.model.stage(), Stage::None);
        CallStory declined;
        declined.hear(CallOffer{{"o", {}}, 45s});
        declined.model.decline();
        QCOMPARE(declined.model.stage(), Stage::None);
        QCOMPARE(declined.rings, QString("+-"));
    }

    void endsAreSaid_data() {
        QTest::addColumn<int>("reason");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("declined") << int(CallEndReason::Declined)
                                  << "Bob Lindner declined the call.";
        QTest::newRow("busy") << int(CallEndReason::Busy) << "Bob Lindner is in another call.";
        QTest::newRow("failed") << int(CallEndReason::Failed)
                                << "Bob Lindner could not take the call.";
    }
    void endsAreSaid() {
        QFETCH(int, reason);
        QFETCH(QString, sentence);
        CallStory story;
        story.startCall();
        story.hear(CallEnd{CallEndReason(reason)});
        QCOMPARE(story.model.status(), sentence);
        story.model.dismiss();
        QCOMPARE(story.model.stage(), Stage::None);
    }

    void aDeviceThatFailsIsSaid_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("sentence");
        const auto row = [](ErrorCode code, const char* sentence) {
            QTest::newRow(sentence) << int(code) << QString(sentence);
        };
        row(ErrorCode::MicrophoneMissing, "No microphone was found on this computer.");
        row(ErrorCode::MicrophoneBusy, "Another program is using the microphone.");
        row(ErrorCode::MicrophoneGone, "The microphone was unplugged.");
        row(ErrorCode::SpeakerMissing, "No loudspeaker or headset was found on this computer.");
        row(ErrorCode::CallsMissing, "Calls are not installed on this computer.");
    }
    void aDeviceThatFailsIsSaid() {
        QFETCH(int, code);
        QFETCH(QString, sentence);
        CallStory story;
        story.talk();
        story.engineSays(media::event::Failed{Error(ErrorCode(code))});
        QVERIFY(story.model.warning());
        QCOMPARE(story.model.status(), sentence);
    }

    void whatIsWrongWaitsToBeRead() {
        CallStory story;
        story.model.start(ConversationId(4), story.bob);
        story.settle();
        story.engineSays(media::event::Failed{Error(ErrorCode::MicrophoneMissing)});
        QVERIFY(story.model.warning());
        story.clock.advance(10min);
        QCOMPARE(story.model.stage(), Stage::Over);
        story.startCall(); // the next call takes its place
        QCOMPARE(story.model.stage(), Stage::Outgoing);
        CallStory wrong;
        wrong.talk();
        wrong.engineSays(media::event::WrongCertificate());
        QVERIFY(wrong.model.warning());
        QVERIFY(wrong.model.status().startsWith("The call was ended: somebody else than Bob"));
    }

    void nobodyAnswers() {
        CallStory story;
        story.startCall();
        story.clock.advance(45s);
        QCOMPARE(story.model.status(), QString("Bob Lindner does not answer."));
    }

    void whoLeavesHangsUpFirst() {
        CallStory story;
        story.talk();
        QSignalSpy left(&story.model, &CallViewModel::left);
        story.model.hangUpAndLeave();
        QVERIFY(!story.model.running());
        QCOMPARE(left.count(), 0);
        story.clock.advance(1s);
        QCOMPARE(left.count(), 1);
    }

    void theRelayIsRemembered() {
        CallStory story;
        story.model.setRelayOnly(true);
        story.startCall();
        QVERIFY(story.voices.one().setup.ways == media::Ways::RelayOnly);
        UserId self;
        CallViewModel again(story.client, story.clock, story.clock, story.mailbox, {});
        QVERIFY(!again.available());
        again.setSelf(self);
        story.settle();
        QVERIFY(again.relayOnly());
    }
};

QTEST_GUILESS_MAIN(TestCallViewModel)
#include "tst_call_view_model.moc"
