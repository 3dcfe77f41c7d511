#include "core/conversations/summaries.h"
#include "core/conversations/timeline.h"
#include "tests/simulation/company.h"
#include "tests/simulation/hostile.h"

#include <tuple>

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

constexpr auto kAdmin = MemberInfo::Role::Admin;
constexpr auto kMember = MemberInfo::Role::Member;

SettingsForm named(const QString& name) {
    SettingsForm form;
    form.name = name;
    return form;
}
SettingsForm described(const QString& description) {
    SettingsForm form;
    form.description = description;
    return form;
}
SettingsForm timed(Milliseconds lifetime) {
    SettingsForm form;
    form.lifetime = lifetime;
    return form;
}

/// The company's group, which changes its name in these stories.
struct Team : Company {
    explicit Team(std::uint64_t seed)
        : Company(seed)
        , group(recordOf(anna, Company::of(anna)).group) {}

    [[nodiscard]] ConversationId at(SimClient& client) const {
        return unwrap(client.stores().conversations.findByGroup(group))->id;
    }
    [[nodiscard]] storage::ConversationRecord record(SimClient& client) const {
        return recordOf(client, at(client));
    }
    [[nodiscard]] ConversationDetails details(SimClient& client) const {
        return unwrap(Summaries(client.database().writer(), client.user()).details(at(client)));
    }
    /// Lines of one kind as a client shows them, oldest first: who, and what.
    [[nodiscard]] Texts lines(SimClient& client, EntryKind kind) const {
        Texts lines;
        Timeline timeline(client.database().writer(), client.user());
        const auto page = unwrap(client.stores().messages.newest(at(client), 10'000));
        for (auto message = page.messages.rbegin(); message != page.messages.rend(); ++message) {
            const auto entry = unwrap(timeline.entry(*message));
            if (entry.kind != kind)
                continue;
            QString line = entry.sender.handle + ": " + entry.text;
            for (const Person& person : entry.people)
                line += " " + person.handle;
            if (entry.lifetime)
                line += " " + QString::number(entry.lifetime->count());
            lines.push_back(line.trimmed().toStdString());
        }
        return lines;
    }
    [[nodiscard]] Names admins(SimClient& client) const {
        Names names;
        for (const MemberInfo& member : details(client).members)
            if (member.role == kAdmin)
                names.insert(member.person.handle.toStdString());
        return names;
    }

    GroupId group;
};

} // namespace

#define EVERYBODY(team) {&(team).anna, &(team).bob, &(team).carla}

/// Groups that carry rules: name, description, lifetime, admins (delivery.md, 1 and rule 17).
class TestRulesStories : public QObject {
    Q_OBJECT
private slots:
    void everybodyGetsWhatAnAdminSets() {
        Team team(201);
        auto& anna = team.anna;
        SettingsForm form;
        form.name = "  Küche\n und Keller ";
        form.description = "Alles, was warm ist\n";
        form.lifetime = 1h;
        QVERIFY(anna.changeSettings(team.at(anna), form).ok());
        AGREE(team.world);
        for (SimClient* who : EVERYBODY(team)) {
            QCOMPARE(team.details(*who).summary.title, QString("Küche und Keller"));
            QCOMPARE(team.details(*who).description, QString("Alles, was warm ist"));
            QCOMPARE(team.details(*who).lifetime, Milliseconds(1h));
            QCOMPARE(team.lines(*who, EntryKind::GroupNamed), Texts{"anna: Küche und Keller"});
            QCOMPARE(team.lines(*who, EntryKind::GroupDescribed),
                     Texts{"anna: Alles, was warm ist"});
            QCOMPARE(team.lines(*who, EntryKind::LifetimeChanged), Texts{"anna:  3600000"});
        }
        // One thing leaves the others as they are, and the same once more changes nothing.
        const Seq before = team.record(anna).settingsSeq;
        QVERIFY(anna.changeSettings(team.at(anna), form).ok());
        AGREE(team.world);
        QCOMPARE(team.record(anna).settingsSeq, before);
        QVERIFY(anna.changeSettings(team.at(anna), described("")).ok());
        QVERIFY(anna.changeSettings(team.at(anna), timed(0ms)).ok());
        AGREE(team.world);
        QCOMPARE(team.record(team.carla).name, std::string("Küche und Keller"));
        QCOMPARE(team.record(team.carla).description, std::string());
        QCOMPARE(team.lines(team.carla, EntryKind::GroupDescribed).back(), std::string("anna:"));
        QCOMPARE(team.lines(team.carla, EntryKind::LifetimeChanged).back(),
                 std::string("anna:  0"));
        QCOMPARE(team.lines(team.carla, EntryKind::GroupNamed).size(), 1U);
    }

    void whatIsNoneIsRefused() {
        Team team(202);
        auto& anna = team.anna;
        QCOMPARE(anna.changeSettings(team.at(anna), named(" \n ")).error().code,
                 ErrorCode::NameInvalid);
        QCOMPARE(anna.changeSettings(team.at(anna), named(QString(65, 'x'))).error().code,
                 ErrorCode::NameInvalid);
        QVERIFY(
            anna.changeSettings(team.at(anna), named(QString::fromUtf8("🍲").repeated(64))).ok());
        QCOMPARE(anna.changeSettings(team.at(anna), described(QString(2'049, 'x'))).error().code,
                 ErrorCode::TooLarge);
        QVERIFY(anna.changeSettings(team.at(anna), described(QString(2'048, 'x'))).ok());
        for (const Milliseconds wrong : {Milliseconds(4s), Milliseconds(24h * 29)})
            QCOMPARE(anna.changeSettings(team.at(anna), timed(wrong)).error().code,
                     ErrorCode::NotAllowed);
        AGREE(team.world);
        QCOMPARE(team.record(team.bob).description.size(), 2'048U);
    }

    void newcomersLearnThemByTheWelcome() {
        Team team(203);
        QVERIFY(team.anna.changeSettings(team.at(team.anna), named("Küche")).ok());
        QVERIFY(team.anna.changeSettings(team.at(team.anna), described("warm")).ok());
        QVERIFY(team.anna.changeSettings(team.at(team.anna), timed(5min)).ok());
        AGREE(team.world);
        team.bob.add(team.at(team.bob), {team.dora.user()}, "add");
        QVERIFY(team.world.succeeds(team.bob, "add"));
        QVERIFY(team.world.runUntil([&] { return team.dora.groupNamed("Küche").has_value(); }));
        QCOMPARE(team.details(team.dora).description, QString("warm"));
        QCOMPARE(team.details(team.dora).lifetime, Milliseconds(5min));
        AGREE(team.world);
        // To her nothing has changed.
        for (const auto kind :
             {EntryKind::GroupNamed, EntryKind::GroupDescribed, EntryKind::LifetimeChanged})
            QVERIFY(team.lines(team.dora, kind).empty());
    }

    /// Bob weighs his Add while Anna's rename is on its way: Dora gets the older name from him.
    void renamedWhileSomebodyIsAdded() {
        Team team(204);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        team.world.link.quality = {50ms, 50ms};
        QVERIFY(anna.changeSettings(team.at(anna), named("Küche")).ok());
        bob.add(team.at(bob), {team.dora.user()}, "add");
        QVERIFY(team.world.succeeds(bob, "add"));
        AGREE(team.world);
        QCOMPARE(team.record(team.dora).name, std::string("Küche"));
    }

    /// The one who owes newcomers the settings is gone before she could tell them.
    void theAdminEndsBeforeSheTellsNewcomers() {
        Team team(205);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        bob.add(team.at(bob), {team.dora.user()}, "add");
        QVERIFY(team.world.succeeds(bob, "add"));
        const Seq added = team.record(bob).cursor;
        QVERIFY(team.world.runUntil([&] { return team.record(anna).cursor >= added; }));
        anna.crash();
        team.world.run(30s);
        QCOMPARE(team.record(team.dora).settingsSeq, Seq(0));
        AGREE(team.world);
        QVERIFY(team.record(team.dora).settingsSeq != Seq(0));
    }
    void theAdminLeavesBeforeSheTellsNewcomers() {
        Team team(206);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        bob.add(team.at(bob), {team.dora.user()}, "add");
        anna.leave(team.at(anna), "leave");
        QVERIFY(team.world.succeeds(bob, "add"));
        QVERIFY(team.world.succeeds(anna, "leave"));
        AGREE(team.world);
        // By whoever is admin now, be it Dora herself: then what she was told holds for all.
        QVERIFY(team.record(team.dora).settingsSeq != Seq(0));
        QCOMPARE(team.record(bob).settingsSeq, team.record(team.dora).settingsSeq);
        QCOMPARE(team.record(bob).name, team.record(team.dora).name);
    }

    void twoSetAtOnce() {
        Team team(207);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        anna.setRole(team.at(anna), bob.user(), kAdmin, "role");
        QVERIFY(team.world.succeeds(anna, "role"));
        QVERIFY(team.world.settle().empty());
        team.world.link.quality = {20ms, 60ms};
        QVERIFY(anna.changeSettings(team.at(anna), named("Küche")).ok());
        QVERIFY(bob.changeSettings(team.at(bob), named("Keller")).ok());
        AGREE(team.world);
        const auto lines = team.lines(team.carla, EntryKind::GroupNamed);
        QCOMPARE(lines.size(), 2U);
        QCOMPARE(team.lines(anna, EntryKind::GroupNamed), lines);
        QCOMPARE(team.lines(bob, EntryKind::GroupNamed), lines);
        QVERIFY(lines.back().ends_with(team.record(team.carla).name));
    }

    /// Durable like a text; what is set after it builds on it; pending until the log has it.
    void setWithoutAConnection() {
        Team team(208);
        auto& anna = team.anna;
        team.world.server.stop();
        team.world.run(1s);
        QVERIFY(anna.changeSettings(team.at(anna), named("Küche")).ok());
        QVERIFY(anna.changeSettings(team.at(anna), described("warm")).ok());
        auto details = team.details(anna);
        QCOMPARE(details.summary.title, QString("Team"));
        QCOMPARE(details.pending->name, std::optional<QString>("Küche"));
        QCOMPARE(details.pending->description, std::optional<QString>("warm"));
        QVERIFY(!details.pending->lifetime);
        anna.crash();
        AGREE(team.world);
        details = team.details(anna);
        QVERIFY(!details.pending);
        QCOMPARE(details.summary.title, QString("Küche"));
        QCOMPARE(team.record(team.bob).name, std::string("Küche"));
        QCOMPARE(team.record(team.bob).description, std::string("warm"));
    }

    // ---- Who may

    void rightsFollowTheRole() {
        Team team(209);
        const auto annas = team.details(team.anna).rights;
        QVERIFY(annas.mayName && annas.mayTime && annas.mayPromote && annas.mayRemove);
        const auto bobs = team.details(team.bob).rights;
        QVERIFY(!bobs.mayName && !bobs.mayTime && !bobs.mayPromote && !bobs.mayRemove);
        QVERIFY(bobs.mayWrite && bobs.mayAdd && bobs.mayLeave);
        QCOMPARE(team.bob.changeSettings(team.at(team.bob), named("Bobs")).error().code,
                 ErrorCode::NotAllowed);
        team.bob.setRole(team.at(team.bob), team.bob.user(), kAdmin, "role");
        QVERIFY(!team.world.succeeds(team.bob, "role"));
        QCOMPARE(team.bob.outcome("role").error->code, ErrorCode::NotAllowed);
        AGREE(team.world);
    }

    /// A program that sends settings although its user is no admin: nobody takes them, its own
    /// rules neither.
    void settingsOfWhoMayNot() {
        Team team(210);
        const Seq before = team.record(team.anna).settingsSeq;
        content::Settings settings;
        settings.name = "Bobs";
        settings.lifetime = 1h; // her own program obeys it, after the end of this story
        queueSettingsBehind(team.world, team.bob, team.at(team.bob), settings);
        AGREE(team.world);
        for (SimClient* who : EVERYBODY(team)) {
            QCOMPARE(team.record(*who).name, std::string("Team"));
            QCOMPARE(team.record(*who).lifetime, Milliseconds(0));
            QCOMPARE(team.record(*who).settingsSeq, before);
            QVERIFY(team.lines(*who, EntryKind::GroupNamed).empty());
            QVERIFY(team.lines(*who, EntryKind::LifetimeChanged).empty());
            QCOMPARE(textsOf(*who, team.at(*who)), Texts{"danach"});
        }
    }
    /// The same as a repetition of something that nobody has said.
    void repetitionOfWhoMayNot() {
        Team team(211);
        content::Settings settings;
        settings.name = "Bobs";
        settings.repeats = Seq(1'000);
        queueSettingsBehind(team.world, team.bob, team.at(team.bob), settings);
        AGREE(team.world);
        QCOMPARE(team.record(team.carla).name, std::string("Team"));
    }

    /// Valid by the role where it stands: Bob's rename comes after Anna has dismissed him.
    void dismissedWhileARenameWaits() {
        Team team(212);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        anna.setRole(team.at(anna), bob.user(), kAdmin, "name");
        QVERIFY(team.world.succeeds(anna, "name"));
        QVERIFY(team.world.settle().empty());
        team.world.link.cut("bob");
        QVERIFY(bob.changeSettings(team.at(bob), named("Bobs")).ok());
        anna.setRole(team.at(anna), bob.user(), kMember, "dismiss");
        QVERIFY(team.world.succeeds(anna, "dismiss"));
        AGREE(team.world);
        for (SimClient* who : EVERYBODY(team))
            QCOMPARE(team.record(*who).name, std::string("Team"));
        QVERIFY(!team.details(bob).pending); // he sees that it does not hold
    }

    /// A commit that makes its committer admin: the server takes it from nobody, and whoever gets
    /// it from a server that does stops there.
    void nobodyMakesHerselfAdmin() {
        Team team(213);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        HostileCommit commit;
        commit.message = commitAgainstTheRules(bob, team.at(bob), namingHerself(bob, team.at(bob)),
                                               team.world.random, team.world.clock.sinceEpoch());
        commit.groupInfo = Bytes(100, 1);
        const Seq before = team.record(anna).cursor;
        appendBehind(team.world, bob, team.group, commit.message, &commit);
        AGREE(team.world);
        QCOMPARE(team.record(anna).cursor, before);
        QCOMPARE(team.admins(bob), Names{"anna"});

        const std::string forged(
            textOf(commitAgainstTheRules(bob, team.at(bob), namingHerself(bob, team.at(bob)),
                                         team.world.random, team.world.clock.sinceEpoch())));
        team.world.change("carla", Direction::ToClient, [&](wire::Frame& frame) {
            if (frame.has_entry_push())
                frame.mutable_entry_push()->mutable_entry()->set_payload(forged);
        });
        anna.add(team.at(anna), {team.dora.user()}, "add");
        QVERIFY(team.world.succeeds(anna, "add"));
        team.world.run(2s);
        QCOMPARE(team.record(team.carla).state, storage::ConversationState::Stopped);
        QCOMPARE(team.record(team.carla).reason, std::optional(ErrorCode::GroupInvalid));
        team.world.mayBeStuck = {"carla"};
        AGREE(team.world);
    }

    // ---- Admins

    void adminsNameAndDismiss() {
        Team team(214);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        anna.setRole(team.at(anna), bob.user(), kAdmin, "name");
        QVERIFY(team.world.succeeds(anna, "name"));
        AGREE(team.world);
        for (SimClient* who : EVERYBODY(team)) {
            QCOMPARE(team.admins(*who), (Names{"anna", "bob"}));
            QCOMPARE(team.lines(*who, EntryKind::AdminsNamed), Texts{"anna:  bob"});
        }
        QVERIFY(team.details(bob).rights.mayPromote);
        bob.setRole(team.at(bob), anna.user(), kMember, "dismiss");
        QVERIFY(team.world.succeeds(bob, "dismiss"));
        AGREE(team.world);
        QCOMPARE(team.admins(team.carla), Names{"bob"});
        QCOMPARE(team.lines(team.carla, EntryKind::AdminsDismissed), Texts{"bob:  anna"});
        QVERIFY(!team.details(anna).rights.mayName);
        // There is always one, and only members are.
        bob.setRole(team.at(bob), bob.user(), kMember, "last");
        QVERIFY(!team.world.succeeds(bob, "last"));
        QCOMPARE(bob.outcome("last").error->code, ErrorCode::NotAllowed);
        bob.setRole(team.at(bob), team.dora.user(), kAdmin, "stranger");
        QVERIFY(!team.world.succeeds(bob, "stranger"));
        QCOMPARE(bob.outcome("stranger").error->code, ErrorCode::NotAllowed);
        QVERIFY(bob.changeSettings(team.at(bob), named("Bobs")).ok());
        AGREE(team.world);
        QCOMPARE(team.record(anna).name, std::string("Bobs"));
    }

    /// Each wants one person, not a list: nobody's word is lost.
    void twoNameAtOnce() {
        Team team(215);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        anna.add(team.at(anna), {team.dora.user()}, "add");
        QVERIFY(team.world.succeeds(anna, "add"));
        anna.setRole(team.at(anna), bob.user(), kAdmin, "bob");
        QVERIFY(team.world.succeeds(anna, "bob"));
        QVERIFY(team.world.settle().empty());
        team.world.link.quality = {20ms, 60ms};
        anna.setRole(team.at(anna), team.carla.user(), kAdmin, "carla");
        bob.setRole(team.at(bob), team.dora.user(), kAdmin, "dora");
        QVERIFY(team.world.succeeds(anna, "carla"));
        QVERIFY(team.world.succeeds(bob, "dora"));
        AGREE(team.world);
        QCOMPARE(team.admins(team.carla), (Names{"anna", "bob", "carla", "dora"}));
    }

    void anAdminWhoIsRemovedNeedsNoLine() {
        Team team(216);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        anna.setRole(team.at(anna), bob.user(), kAdmin, "name");
        QVERIFY(team.world.succeeds(anna, "name"));
        anna.remove(team.at(anna), bob.user(), "remove");
        QVERIFY(team.world.succeeds(anna, "remove"));
        AGREE(team.world);
        QVERIFY(team.lines(team.carla, EntryKind::AdminsDismissed).empty());
        QCOMPARE(team.admins(team.carla), Names{"anna"});
    }

    /// Rule 17: the user with the lowest id follows; nobody decided it, so nobody is named for it.
    void theLastAdminLeaves() {
        Team team(217);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        anna.leave(team.at(anna), "leave");
        QVERIFY(team.world.succeeds(anna, "leave"));
        AGREE(team.world);
        SimClient& next = bob.user() < team.carla.user() ? bob : team.carla;
        for (SimClient* who : {&bob, &team.carla}) {
            QCOMPARE(team.admins(*who), Names{next.name()});
            QVERIFY(team.lines(*who, EntryKind::AdminsNamed).empty());
            const auto lines = team.lines(*who, EntryKind::AdminsChanged);
            QCOMPARE(lines.size(), 1U);
            QVERIFY(lines.front().ends_with(": " + (" " + next.name())));
        }
        QVERIFY(next.changeSettings(team.at(next), named("Ohne Anna")).ok());
        AGREE(team.world);
        QCOMPARE(team.record(bob).name, std::string("Ohne Anna"));
    }

    // ---- Who has left

    /// At once, for her and for the others, though the commit that carries it out comes later.
    void whoLeavesIsNoMember() {
        Team team(218);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        for (SimClient* other : {&anna, &team.carla})
            other->crash();
        bob.leave(team.at(bob), "leave");
        QVERIFY(team.world.succeeds(bob, "leave"));
        QCOMPARE(team.members(bob), (Names{"anna", "carla"}));
        QCOMPARE(team.details(bob).summary.memberCount, 2);
        AGREE(team.world);
        for (SimClient* who : EVERYBODY(team))
            QCOMPARE(team.members(*who), (Names{"anna", "carla"}));
    }
    void whoIsRemovedIsNoMember() {
        Team team(219);
        team.anna.remove(team.at(team.anna), team.carla.user(), "remove");
        QVERIFY(team.world.succeeds(team.anna, "remove"));
        AGREE(team.world);
        QCOMPARE(team.members(team.carla), (Names{"anna", "bob"}));
    }

    // ---- Without admins

    void inADirectConversationBothSetTheLifetime() {
        Team team(220);
        auto [anna, bob] = std::tie(team.anna, team.bob);
        const auto annas = team.world.chat(anna, bob);
        const auto bobs = *bob.directWith(anna);
        QVERIFY(anna.changeSettings(annas, timed(24h)).ok());
        AGREE(team.world);
        QCOMPARE(recordOf(bob, bobs).lifetime, Milliseconds(24h));
        QVERIFY(bob.changeSettings(bobs, timed(0ms)).ok());
        AGREE(team.world);
        QCOMPARE(recordOf(anna, annas).lifetime, Milliseconds(0));
        QCOMPARE(noticesOf(anna, annas, Notice::Kind::LifetimeChanged), 2);
        QCOMPARE(bob.changeSettings(bobs, named("wir")).error().code, ErrorCode::NotAllowed);
        QCOMPARE(bob.changeSettings(bobs, described("wir")).error().code, ErrorCode::NotAllowed);
    }
};

QTEST_GUILESS_MAIN(TestRulesStories)
#include "tst_rules_stories.moc"
