// What stands on top, what is passed on, who has read, and what a conversation has of each kind.
#include "app/pictures/picture_library.h"
#include "app/view_models/forward_view_model.h"
#include "app/view_models/listing_model.h"
#include "app/view_models/message_actions_view_model.h"
#include "app/view_models/message_info_view_model.h"
#include "app/view_models/pins_view_model.h"
#include "app/view_models/timeline_model.h"
#include "tests/app/desk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using What = ListingModel::What;

namespace {

struct Story : Desk {
    ConversationId team = client.addGroup(QStringLiteral("Team"), {bob, cora});
    ConversationId kitchen = client.addGroup(QStringLiteral("Küche"), {bob});
    ConversationId direct = client.addDirect(cora);
    MessageRow bobs = client.say(team, bob, QStringLiteral("Wer bringt Kuchen?"), ago(5min));
    MessageRow own = client.say(team, client.self(), QStringLiteral("Ich, Freitag"), ago(1min));
    PictureLibrary pictures{workHere(), clock, clock};
    TimelineModel timeline{client, pictures, moments(), clock, clock};
    MessageActionsViewModel actions{client, timeline, moments()};
    PinsViewModel pins{client};
    ListingModel listing{client, moments()};
    ForwardViewModel forwarding{client};
    MessageInfoViewModel info{client, moments()};
    QAbstractItemModelTester listed{&listing,
                                    QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester offered{&forwarding,
                                     QAbstractItemModelTester::FailureReportingMode::QtTest};

    Story() {
        onEvent = [this](const Event& event) {
            if (const auto* change = std::get_if<TimelineChanged>(&event)) {
                timeline.apply(*change);
                pins.apply(*change);
                listing.apply(*change);
                info.apply(*change);
            } else if (const auto* erased = std::get_if<ContentErased>(&event)) {
                pins.forget(erased->rows);
                listing.forget(erased->rows);
                forwarding.forget(erased->rows);
                info.forget(erased->rows);
            }
        };
        QObject::connect(&actions, &MessageActionsViewModel::forwardWanted, &forwarding,
                         &ForwardViewModel::start);
        actions.setMayWrite(true);
        timeline.open(team, ConversationKind::Group);
        pins.open(team);
        listing.open(team);
        settle();
    }
    void aim(MessageRow row) { actions.aim(static_cast<double>(row.value)); }
    void startForwarding(MessageRow row) {
        aim(row);
        actions.forward();
        settle();
    }
    [[nodiscard]] QStringList names() const {
        return columnOf(forwarding, ForwardViewModel::Role::Name);
    }
    [[nodiscard]] QStringList words() const { return columnOf(listing, ListingModel::Role::Words); }
};

} // namespace

class TestPinsAndLists : public QObject {
    Q_OBJECT

private slots:
    void theBarShowsTheNewestPinAndStepsThroughThem() {
        Story story;
        QCOMPARE(story.pins.count(), 0);
        story.client.setPin(story.bobs, story.cora);
        story.settle();
        QCOMPARE(story.pins.words(), QStringLiteral("Wer bringt Kuchen?"));
        QCOMPARE(story.pins.who(), QStringLiteral("Bob Lindner"));
        story.client.setPin(story.own, story.bob);
        story.settle();
        QCOMPARE(story.pins.count(), 2);
        QCOMPARE(story.pins.words(), QStringLiteral("Ich, Freitag"));
        QCOMPARE(story.pins.who(), QStringLiteral("You"));
        const QSignalSpy wanted(&story.pins, &PinsViewModel::entryWanted);
        story.pins.press();
        QCOMPARE(story.pins.position(), 2);
        QCOMPARE(story.pins.words(), QStringLiteral("Wer bringt Kuchen?"));
        story.pins.press();
        QCOMPARE(story.pins.position(), 1);
        QCOMPARE(wanted.at(0).at(0).toDouble(), static_cast<double>(story.own.value));
        QCOMPARE(wanted.at(1).at(0).toDouble(), static_cast<double>(story.bobs.value));
    }

    void whatIsDeletedLeavesTheBar() {
        Story story;
        story.client.setPin(story.bobs, story.cora);
        story.settle();
        story.client.changeText(story.bobs, QStringLiteral("Wer bringt Torte?"));
        story.settle();
        QCOMPARE(story.pins.words(), QStringLiteral("Wer bringt Torte?"));
        story.client.deleteEverywhere(story.bobs);
        story.settle();
        QCOMPARE(story.pins.count(), 0);
        QVERIFY(story.pins.words().isEmpty());
        story.client.setPin(story.own, story.bob);
        story.settle();
        story.client.setPin(story.own, story.bob, TimelineEntry::Pin::Off);
        story.settle();
        QCOMPARE(story.pins.count(), 0);
        story.pins.press(); // nothing is there
    }

    void theMenuPinsAndTakesOff() {
        Story story;
        story.aim(story.bobs);
        QVERIFY(story.actions.mayPin());
        QVERIFY(!story.actions.pinned());
        story.actions.togglePin();
        story.settle();
        QCOMPARE(story.pins.count(), 1);
        story.aim(story.bobs);
        QVERIFY(story.actions.pinned());
        story.actions.togglePin();
        story.settle();
        QCOMPARE(story.pins.count(), 0);
        story.actions.setMayWrite(false);
        QVERIFY(!story.actions.mayPin());
        QVERIFY(story.actions.mayForward()); // elsewhere one may write
    }

    void aMessageIsForwardedToSeveral() {
        Story story;
        story.startForwarding(story.bobs);
        QCOMPARE(story.forwarding.message(), QStringLiteral("Wer bringt Kuchen?"));
        QVERIFY(story.names().contains(QStringLiteral("Küche")));
        story.forwarding.setWords(QStringLiteral("küch"));
        story.settle();
        QCOMPARE(story.names(), QStringList{QStringLiteral("Küche")});
        story.forwarding.toggle(0);
        story.forwarding.setWords(QStringLiteral("cora"));
        story.settle();
        QCOMPARE(story.names(), QStringList{QStringLiteral("Cora Mikkelsen")});
        story.forwarding.toggle(0);
        QCOMPARE(story.forwarding.pickedNames(),
                 (QStringList{QStringLiteral("Küche"), QStringLiteral("Cora Mikkelsen")}));
        const QSignalSpy done(&story.forwarding, &ForwardViewModel::done);
        story.forwarding.send();
        QVERIFY(story.forwarding.busy());
        story.settle();
        QCOMPARE(done.size(), 1);
        QCOMPARE(story.client.length(story.kitchen), std::size_t{1});
        QCOMPARE(story.client.length(story.direct), std::size_t{1});
        QCOMPARE(story.client.textOf(story.client.newest()), QStringLiteral("Wer bringt Kuchen?"));
    }

    void whereNothingCanBeWrittenIsNotOffered() {
        Story story;
        story.client.setState(story.kitchen, ConversationState::Left);
        story.startForwarding(story.bobs);
        QVERIFY(!story.names().contains(QStringLiteral("Küche")));
        story.forwarding.setWords(QStringLiteral("küch"));
        story.settle();
        QCOMPARE(story.forwarding.state(), ForwardViewModel::State::NotFound);
    }

    void whatCannotBeForwardedSaysWhy() {
        Story story;
        story.startForwarding(story.bobs);
        story.forwarding.toggle(0);
        story.client.failWith(Error(ErrorCode::FileGone));
        const QSignalSpy done(&story.forwarding, &ForwardViewModel::done);
        story.forwarding.send();
        story.settle();
        QVERIFY(!story.forwarding.failure().isEmpty());
        QVERIFY(!story.forwarding.busy());
        QCOMPARE(done.size(), 0);
        // It is deleted meanwhile: there is nothing to forward.
        story.client.deleteEverywhere(story.bobs);
        story.settle();
        QCOMPARE(done.size(), 1);
        QVERIFY(story.forwarding.message().isEmpty());
    }

    void aPollHasNoWayElsewhere() {
        Story story;
        PollForm form;
        form.title = QStringLiteral("Suppe?");
        form.options = {QStringLiteral("Ja"), QStringLiteral("Nein")};
        MessageRow poll;
        story.client.askPoll(story.team, form,
                             [&poll](const Result<MessageRow>& row) { poll = row.value(); });
        story.settle();
        story.aim(poll);
        QVERIFY(!story.actions.mayForward());
    }

    void readersStandInTheirSections() {
        Story story;
        MessageInfo told;
        told.sentAt = story.ago(1min);
        told.people = {{story.bob, story.ago(50s), {}},
                       {story.cora, story.ago(50s), story.ago(40s)}};
        story.client.setInfo(story.own, told);
        story.aim(story.own);
        QVERIFY(!story.actions.mayAsk()); // no group whose people tell
        story.actions.setTold(true);
        QVERIFY(story.actions.mayAsk());
        TimelineEntry entry;
        entry.row = story.own;
        story.info.start(entry);
        story.settle();
        QCOMPARE(columnOf(story.info, MessageInfoViewModel::Role::Section),
                 (QStringList{QStringLiteral("Read by"), QStringLiteral("Delivered to")}));
        QCOMPARE(columnOf(story.info, MessageInfoViewModel::Role::Name),
                 (QStringList{QStringLiteral("Cora Mikkelsen"), QStringLiteral("Bob Lindner")}));
        QVERIFY(!story.info.readingOff());
        // It goes on while somebody looks.
        told.people = {{story.bob, {}, {}}};
        told.reading = MessageInfo::Reading::Off;
        story.client.setInfo(story.own, told);
        story.settle();
        QCOMPARE(columnOf(story.info, MessageInfoViewModel::Role::Section),
                 QStringList{QStringLiteral("Sent to")});
        QVERIFY(story.info.readingOff());
        const QSignalSpy done(&story.info, &MessageInfoViewModel::done);
        story.client.deleteEverywhere(story.own);
        story.settle();
        QCOMPARE(done.size(), 1);
        QCOMPARE(story.info.rowCount(), 0);
    }

    void listsGrowInPagesAndFollowWhatComes() {
        Story story;
        for (int i = 1; i <= 60; ++i)
            story.client.say(story.team, story.bob,
                             QStringLiteral("siehe https://example.org/%1").arg(i), story.ago(1s));
        story.listing.show(What::Links);
        QCOMPARE(story.listing.state(), ListingModel::State::Loading);
        story.settle();
        QCOMPARE(story.listing.rowCount(), static_cast<int>(ListingModel::kPage));
        QCOMPARE(story.words().front(), QStringLiteral("https://example.org/60"));
        story.listing.fetchMore({});
        story.settle();
        QCOMPARE(story.listing.rowCount(), 60);
        QVERIFY(!story.listing.canFetchMore({}));
        const auto fresh =
            story.client.receive(story.team, story.cora, QStringLiteral("https://example.org/neu"));
        story.settle();
        QCOMPARE(story.words().front(), QStringLiteral("https://example.org/neu"));
        story.client.deleteEverywhere(fresh);
        story.settle();
        QCOMPARE(story.words().front(), QStringLiteral("https://example.org/60"));
        story.listing.show(What::Files);
        story.settle();
        QCOMPARE(story.listing.state(), ListingModel::State::Empty);
        story.listing.open(story.kitchen);
        QCOMPARE(story.listing.state(), ListingModel::State::Closed);
    }

    void aListThatCannotBeReadSaysSo() {
        Story story;
        story.client.failReadingWith(Error(ErrorCode::Storage));
        story.listing.show(What::Pins);
        story.settle();
        QCOMPARE(story.listing.state(), ListingModel::State::Failed);
        QVERIFY(!story.listing.failure().isEmpty());
        story.client.failReadingWith({});
        story.client.setPin(story.bobs, story.cora);
        story.listing.reload();
        story.settle();
        QCOMPARE(story.words(), QStringList{QStringLiteral("Wer bringt Kuchen?")});
    }
};

QTEST_GUILESS_MAIN(TestPinsAndLists)
#include "tst_pins_and_lists.moc"
