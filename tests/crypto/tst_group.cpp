#include "tests/crypto/group_story.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::test;
using mls::CommitRequest;

class TestGroup : public QObject {
    Q_OBJECT

private slots:
    void twoPeopleTalk();
    void membersComeAndGo();
};

void TestGroup::twoPeopleTalk() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.gather(anna, {&bob});
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(anna, "hi"));
    QVERIFY(story.allHear(bob, "hello"));
    story.commit(bob, {});
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(anna, "again"));
}

void TestGroup::membersComeAndGo() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    Person dora("dora", 4);
    GroupStory story;
    story.gather(anna, {&bob, &carl});
    QVERIFY(story.agrees());
    story.commit(bob, GroupStory::adding({&dora}), {&dora});
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(dora, "I am here"));
    story.commit(anna, story.removing(bob));
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(carl, "bob is gone"));
    const Bytes secret = must(anna.protect("not for bob"));
    QCOMPARE(outcome(bob.unprotect(secret)), std::string("EpochUnknown"));
}

QTEST_GUILESS_MAIN(TestGroup)
#include "tst_group.moc"
