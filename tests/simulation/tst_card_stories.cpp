#include "core/conversations/people.h"
#include "core/setting_names.h"
#include "core/sync/settings_intake.h"
#include "tests/simulation/company.h"
#include "tests/simulation/stories.h"
#include "tests/support/sample_picture.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

Status busy(const char* line, Milliseconds until = Milliseconds(0)) {
    Status status;
    status.availability = Status::Availability::Busy;
    status.line = QString::fromUtf8(line);
    status.until = until;
    return status;
}

Person seenBy(SimClient& who, const SimClient& whom) {
    return unwrap(People(who.database().writer()).find(whom.user()));
}

QByteArray pictureOf(SimClient& who, const SimClient& whom) {
    const Bytes bytes = unwrap(who.stores().cards.avatar(whom.user()));
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

Seq endOf(SimClient& client, ConversationId conversation) {
    return recordOf(client, conversation).cursor;
}

int told(const SimClient& client, const UserId& user) {
    return static_cast<int>(std::ranges::count_if(client.events, [&user](const Event& event) {
        const auto* const changed = std::get_if<StatusChanged>(&event);
        return changed != nullptr && changed->user == user;
    }));
}

} // namespace

/// What people say of themselves: told to everybody once, whoever comes when.
class TestCardStories : public QObject {
    Q_OBJECT
private slots:
    /// Said on the way out, and so told nobody; or to somebody who was on hers. Both are back
    /// later.
    void whatWentAstrayIsToldAgain() {
        Company company(312);
        auto& [world, anna, bob, carla, dora, emil] = company;
        QVERIFY(world.settle().empty());
        const auto team = company.of(anna);
        bob.crash();
        anna.remove(team, bob.user(), "out");
        QVERIFY(world.succeeds(anna, "out"));
        bob.open();
        QVERIFY(bob.profile().setStatus(busy("unterwegs")).ok()); // where he is no more
        QVERIFY(world.settle().empty());
        anna.add(team, {bob.user()}, "in");
        QVERIFY(world.succeeds(anna, "in"));
        QVERIFY(world.settle().empty());
        world.run(15s);
        for (SimClient* one : {&anna, &carla})
            QVERIFY(seenBy(*one, bob).status == busy("unterwegs"));

        // Taken back, it goes to whoever was told, also where that was long ago.
        anna.remove(team, carla.user(), "carla out");
        QVERIFY(world.succeeds(anna, "carla out"));
        QVERIFY(bob.profile().setStatus(Status()).ok());
        world.run(15s);
        anna.add(team, {carla.user()}, "carla in");
        QVERIFY(world.succeeds(anna, "carla in"));
        AGREE(world);
        world.run(15s);
        QVERIFY(seenBy(anna, bob).status == Status());
        QVERIFY(seenBy(carla, bob).status == Status());
    }

    void oneMessageInTheGroupServesEverybody() {
        SimWorld world(300);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        SimClient& cora = world.join("cora");
        const auto chat = world.chat(anna, bob);
        const auto other = world.chat(anna, cora);
        const auto group = world.group("Rat", anna, {&bob, &cora});
        QVERIFY(world.settle().empty());
        const Seq inChat = endOf(anna, chat);
        const Seq inOther = endOf(anna, other);
        const Seq inGroup = endOf(anna, group);
        QVERIFY(anna.profile().setStatus(busy("Im Termin")).ok());
        QCOMPARE(seenBy(anna, anna).status.line, QStringLiteral("Im Termin")); // at once
        world.run(15s);
        AGREE(world);
        for (SimClient* one : {&bob, &cora}) {
            QVERIFY(seenBy(*one, anna).status == busy("Im Termin"));
            QCOMPARE(told(*one, anna.user()), 1);
            QVERIFY(textsOf(*one, *one->groupNamed("Rat")).empty()); // no row
            QCOMPARE(recordOf(*one, *one->groupNamed("Rat")).unread, 0);
        }
        QCOMPARE(endOf(anna, chat).value, inChat.value);
        QCOMPARE(endOf(anna, other).value, inOther.value);
        QCOMPARE(endOf(anna, group).value, inGroup.value + 1);
        // People click through: what they settle on goes out.
        for (const char* line : {"a", "b", "c"})
            QVERIFY(anna.profile().setStatus(busy(line)).ok());
        world.run(15s);
        AGREE(world);
        QCOMPARE(seenBy(cora, anna).status.line, QStringLiteral("c"));
        QVERIFY(endOf(anna, group).value <= inGroup.value + 3);
    }

    void whoComesLaterIsToldOnce() {
        SimWorld world(301);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        SimClient& dora = world.join("dora");
        const auto chat = world.chat(anna, bob);
        QVERIFY(world.settle().empty());
        QVERIFY(anna.profile().setStatus(busy("Messe")).ok());
        world.run(15s);
        QVERIFY(world.settle().empty());
        QVERIFY(seenBy(dora, anna).status == Status());
        const Seq before = endOf(anna, chat);
        (void)world.group("Messe", bob, {&anna, &dora});
        world.run(15s);
        AGREE(world);
        QCOMPARE(seenBy(dora, anna).status.line, QStringLiteral("Messe"));
        QCOMPARE(endOf(anna, chat).value, before.value);
        // Bob's new computer knows nothing: it is told in the group, or in the conversation.
        SimClient& bobToo = world.newComputer("bob");
        QVERIFY(world.runUntil([&] {
            return anna.trust(bobToo, Trust::FirstUse).ok() &&
                   dora.trust(bobToo, Trust::FirstUse).ok();
        }));
        world.run(60s);
        QVERIFY(world.settle().empty());
        world.run(15s);
        QVERIFY(world.settle().empty());
        QCOMPARE(seenBy(bobToo, anna).status.line, QStringLiteral("Messe"));
    }

    void itEndsByItself() {
        SimWorld world(302);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        SimClient& cora = world.join("cora");
        (void)world.group("Rat", anna, {&bob, &cora});
        QVERIFY(world.settle().empty());
        cora.crash();
        const Milliseconds end = world.clock.sinceEpoch() + 30min;
        QVERIFY(anna.profile().setStatus(busy("bis gleich", end)).ok());
        QCOMPARE(anna.profile().setStatus(busy("gestern", end - 24h)).error().code,
                 ErrorCode::NotAllowed);
        world.run(1min);
        QVERIFY(seenBy(bob, anna).status.line == QStringLiteral("bis gleich"));
        QVERIFY(std::abs((seenBy(bob, anna).status.until - end).count()) <= 1'000);
        world.run(31min);
        QVERIFY(seenBy(bob, anna).status == Status());
        QVERIFY(seenBy(anna, anna).status == Status());
        QCOMPARE(told(bob, anna.user()), 2);
        cora.open(); // it was over before she heard of it
        AGREE(world);
        QVERIFY(seenBy(cora, anna).status == Status());
    }

    /// Before anything is shown: nobody is told of an end, for nobody has seen it.
    void whatIsOverIsGoneAtTheStart() {
        SimWorld world(307);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        (void)world.chat(anna, bob);
        QVERIFY(world.settle().empty());
        QVERIFY(anna.profile().setStatus(busy("kurz", world.clock.sinceEpoch() + 30min)).ok());
        world.run(15s);
        QCOMPARE(told(bob, anna.user()), 1);
        bob.crash();
        world.run(31min);
        bob.open();
        QVERIFY(seenBy(bob, anna).status == Status());
        AGREE(world);
        QCOMPARE(told(bob, anna.user()), 1);
    }

    void whatWasSaidBeforeACrashGoesOut() {
        SimWorld world(303);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        (void)world.chat(anna, bob);
        QVERIFY(world.settle().empty());
        QVERIFY(anna.profile().setStatus(busy("noch gesagt")).ok());
        anna.crash();
        world.run(1min);
        QVERIFY(seenBy(bob, anna).status == Status());
        anna.open();
        world.run(15s);
        AGREE(world);
        QCOMPARE(seenBy(bob, anna).status.line, QStringLiteral("noch gesagt"));
    }

    void aClockThatWasWrongHeals() {
        SimWorld world(304);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        (void)world.chat(anna, bob);
        QVERIFY(world.settle().empty());
        anna.setClockAhead(48h);
        QVERIFY(anna.profile().setStatus(busy("aus der Zukunft")).ok());
        world.run(15s);
        QVERIFY(world.settle().empty());
        QCOMPARE(seenBy(bob, anna).status.line, QStringLiteral("aus der Zukunft"));
        anna.setClockAhead(0ms);
        world.run(1min);
        QVERIFY(anna.profile().setStatus(busy("wieder richtig")).ok());
        world.run(15s);
        QVERIFY(world.settle().empty());
        QCOMPARE(seenBy(bob, anna).status.line, QStringLiteral("wieder richtig"));
    }

    void picturesOfPeopleAndGroups() {
        SimWorld world(305);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto group = world.group("Rat", anna, {&bob});
        QVERIFY(world.settle().empty());
        const QByteArray picture = samplePicture({24, 24}).bytes;
        QVERIFY(anna.profile().setAvatar(picture).ok());
        QCOMPARE(anna.profile().setAvatar("no picture at all").error().code,
                 ErrorCode::FileDamaged);
        QCOMPARE(anna.profile().setAvatar(QByteArray(100'000, 'x')).error().code,
                 ErrorCode::TooLarge);
        SettingsForm form;
        form.avatar = picture;
        QVERIFY(anna.changeSettings(group, form).ok());
        world.run(15s);
        AGREE(world);
        QVERIFY(!pictureOf(bob, anna).isEmpty());
        QCOMPARE(pictureOf(bob, anna), pictureOf(anna, anna));
        const auto groupPicture = [](SimClient& client) {
            const auto stored = unwrap(client.stores().settings.get(
                settings::ofConversation(settings::kSettingsView, *client.groupNamed("Rat"))));
            return unwrap(content::parseJoinerView(*stored)).settings.picture.size();
        };
        QVERIFY(groupPicture(bob) > 0);
        // Who is added later has it, too.
        SimClient& cora = world.join("cora");
        anna.add(group, {cora.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        world.run(20s);
        AGREE(world);
        QVERIFY(groupPicture(cora) > 0);
        QCOMPARE(pictureOf(cora, anna), pictureOf(anna, anna));
        // And they go again.
        QVERIFY(anna.profile().setAvatar({}).ok());
        form.avatar = QByteArray();
        QVERIFY(anna.changeSettings(group, form).ok());
        world.run(15s);
        AGREE(world);
        QVERIFY(pictureOf(bob, anna).isEmpty() && pictureOf(cora, anna).isEmpty());
        QVERIFY(groupPicture(bob) == 0);
    }

    void anotherName() {
        SimWorld world(306);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        SimClient& cora = world.join("cora");
        (void)world.chat(anna, bob);
        QVERIFY(world.settle().empty());
        cora.crash();
        std::optional<Result<void>> done;
        const auto rename = [&](const std::string& name) {
            done.reset();
            anna.profile().rename(name, [&done](const Result<void>& result) { done = result; });
            return world.runUntil([&done] { return done.has_value(); });
        };
        QVERIFY(rename("Anna Becker-Sommer"));
        QVERIFY(done->ok());
        QVERIFY(rename("Anna Becker-Sommer")); // once more changes nothing
        QVERIFY(done->ok());
        QVERIFY(rename(""));
        QCOMPARE(done->error().code, ErrorCode::NameInvalid);
        QVERIFY(rename(std::string(500, 'x')));
        QCOMPARE(done->error().code, ErrorCode::NameInvalid);
        cora.open();
        AGREE(world);
        for (SimClient* one : {&anna, &bob, &cora})
            QCOMPARE(seenBy(*one, anna).name, QStringLiteral("Anna Becker-Sommer"));
    }
};

QTEST_GUILESS_MAIN(TestCardStories)
#include "tst_card_stories.moc"
