// What admins may do with a group in the window: rename, describe, say who is admin.
#include "app/texts/error_text.h"
#include "app/view_models/conversation_view_model.h"
#include "tests/app/desk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using MemberRole = MembersModel::Role;

namespace {

struct GroupStory : Desk {
    ConversationId group = client.addGroup(QStringLiteral("Vertrieb"), {cora, bob});
    ConversationId direct = client.addDirect(cora);
    ConversationViewModel open{client, moments()};
    QAbstractItemModelTester tester{open.members(),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest};

    GroupStory() {
        onEvent = [this](const Event& event) {
            if (const auto* summaries = std::get_if<ConversationsChanged>(&event))
                open.apply(summaries->changed);
            if (const auto* details = std::get_if<DetailsChanged>(&event))
                open.apply(*details);
        };
    }
    void show(ConversationId id) {
        client.conversations(0, 100, [&](const Result<std::vector<ConversationSummary>>& page) {
            for (const auto& one : page.value())
                if (one.id == id)
                    open.open(one);
        });
        settle();
    }
    GroupEditorViewModel& edit() {
        open.startEditing();
        return *open.editor();
    }
    /// What may be done about each member, oneself first: P, D, R.
    [[nodiscard]] QStringList choices() {
        QStringList all;
        for (int row = 0; row < open.members()->rowCount(); ++row) {
            QString one;
            for (const auto& [role, letter] :
                 {std::pair(MemberRole::Promotable, 'P'), std::pair(MemberRole::Dismissable, 'D'),
                  std::pair(MemberRole::Removable, 'R')})
                if (roleOf(*open.members(), row, role).toBool())
                    one += QLatin1Char(letter);
            all << one;
        }
        return all;
    }
};

} // namespace

class TestGroupAdmins : public QObject {
    Q_OBJECT

private slots:
    void whoIsNoAdminHasNoChoice() {
        GroupStory story;
        story.client.setOwnRole(story.group, MemberInfo::Role::Member);
        story.client.setAdmin(story.group, story.bob);
        story.show(story.group);
        QVERIFY(!story.open.mayEdit());
        QCOMPARE(story.choices(), QStringList({"", "", ""}));
        story.show(story.direct);
        QVERIFY(!story.open.mayEdit());
    }

    void adminsNameAndDismiss() {
        GroupStory story;
        story.show(story.group);
        QVERIFY(story.open.mayEdit());
        QCOMPARE(story.choices(), QStringList({"", "PR", "PR"})); // the last one stays admin
        const QSignalSpy reset(story.open.members(), &QAbstractItemModel::modelReset);
        story.open.promote(QStringLiteral("@bob"));
        QVERIFY(story.open.busy());
        story.open.promote(QStringLiteral("@cora")); // one after the other
        story.settle();
        QVERIFY(!story.open.busy());
        QCOMPARE(story.choices(), QStringList({"D", "DR", "PR"}));
        QVERIFY(roleOf(*story.open.members(), 1, MemberRole::Admin).toBool());
        QCOMPARE(reset.count(), 0); // whoever stands in a row stays there
        story.open.dismiss(QStringLiteral("@anna"));
        story.settle();
        QCOMPARE(story.choices(), QStringList({"", "", ""}));
        QVERIFY(!story.open.mayEdit());
        story.open.promote(QStringLiteral("@cora"));
        QVERIFY(!story.open.busy());
    }

    void aRefusalIsSaid() {
        GroupStory story;
        story.show(story.group);
        story.client.failWith(Error(ErrorCode::NotReachable));
        story.open.promote(QStringLiteral("@bob"));
        story.settle();
        QCOMPARE(story.open.failure(), ErrorText::of(Error(ErrorCode::NotReachable)));
    }

    void aGroupIsRenamedAndDescribed() {
        GroupStory story;
        story.client.setDelivering(true);
        story.show(story.group);
        auto& editor = story.edit();
        const QSignalSpy saved(&editor, &GroupEditorViewModel::saved);
        QCOMPARE(editor.name(), QStringLiteral("Vertrieb"));
        QVERIFY(!editor.canSave()); // nothing is edited yet
        editor.setName(QStringLiteral("  Vertrieb  Nord "));
        QVERIFY(editor.canSave());
        editor.save();
        QVERIFY(!editor.canSave());
        story.settle();
        QCOMPARE(saved.count(), 1);
        QCOMPARE(story.open.title(), QStringLiteral("Vertrieb Nord"));
        // What was not edited is not sent: somebody else may be changing it.
        QVERIFY(!story.client.settingsForms().back().description);

        story.edit().setDescription(QStringLiteral("Angebote,\nTermine\n"));
        editor.save();
        story.settle();
        QCOMPARE(story.open.description(), QStringLiteral("Angebote,\nTermine"));
        QVERIFY(!story.client.settingsForms().back().name);
        QVERIFY(story.open.waiting().isEmpty());
    }

    void whatIsNoNameIsNotSaved() {
        GroupStory story;
        story.show(story.group);
        auto& editor = story.edit();
        editor.setName(QStringLiteral("  "));
        QVERIFY(!editor.canSave());
        QVERIFY(editor.failure().isEmpty()); // one is still typing
        editor.setName(QString(65, QLatin1Char('x')));
        QVERIFY(!editor.canSave());
        QCOMPARE(editor.failure(),
                 QStringLiteral("The name is too long: 64 letters is the limit."));
        editor.setName(QString::fromUtf8("🍲").repeated(64));
        QVERIFY(editor.canSave());
        editor.setDescription(QString::fromUtf8("ä").repeated(1'025));
        QVERIFY(!editor.canSave());
        QCOMPARE(editor.failure(), QStringLiteral("The description is too long."));
        editor.setDescription(QString::fromUtf8("ä").repeated(1'024));
        QVERIFY(editor.canSave());
    }

    void aChangeThatWaitsIsSaid() {
        GroupStory story;
        story.show(story.group);
        story.edit().setName(QStringLiteral("Nord"));
        story.open.editor()->save();
        story.settle();
        QCOMPARE(story.open.title(), QStringLiteral("Vertrieb"));
        QCOMPARE(story.open.waiting(), QStringLiteral("On its way: the name “Nord”"));
        QCOMPARE(story.edit().name(), QStringLiteral("Nord")); // goes on from there
        story.client.applySettings(story.group, story.client.self(),
                                   story.client.settingsForms().back());
        story.settle();
        QCOMPARE(story.open.title(), QStringLiteral("Nord"));
        QVERIFY(story.open.waiting().isEmpty());
    }

    void whatWasTypedIsKeptWhenItDoesNotWork() {
        GroupStory story;
        story.show(story.group);
        auto& editor = story.edit();
        const QSignalSpy saved(&editor, &GroupEditorViewModel::saved);
        editor.setName(QStringLiteral("Nord"));
        story.client.failWith(Error(ErrorCode::NotAllowed));
        editor.save();
        story.settle();
        QCOMPARE(saved.count(), 0);
        QCOMPARE(editor.name(), QStringLiteral("Nord"));
        QCOMPARE(editor.failure(), ErrorText::of(Error(ErrorCode::NotAllowed)));
        QVERIFY(editor.canSave());
    }

    void whatSomebodyElseChangesIsShown() {
        GroupStory story;
        story.show(story.group);
        SettingsForm form;
        form.name = QStringLiteral("Von Bob");
        form.description = QStringLiteral("Neu");
        story.client.applySettings(story.group, story.bob, form);
        story.settle();
        QCOMPARE(story.open.title(), QStringLiteral("Von Bob"));
        QCOMPARE(story.open.description(), QStringLiteral("Neu"));
    }
};

QTEST_GUILESS_MAIN(TestGroupAdmins)
#include "tst_group_admins.moc"
