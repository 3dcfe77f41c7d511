import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// The timeline is read: by keys, by a screen reader, in windows and letters of any size.
Item {
    id: root
    width: 700
    height: 600

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: maker
        Timeline {
            required property Office office
            anchors.fill: parent
            app: office.app
            timeline: office.app.timeline
        }
    }

    TestCase {
        name: "TimelineReading"
        when: windowShown
        property Office office
        property Item timeline
        property ListView list

        function open(count: int, unread: int) {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openUnread(count, unread ?? 0);
            timeline = createTemporaryObject(maker, root, {
                office: office
            });
            list = findChild(timeline, "timeline");
            waitForRendering(timeline);
            rest();
        }
        // Deferred steps of the view, and what they ask the store for.
        function rest() {
            for (let turn = 0; turn < 4; ++turn)
                office.settle();
            list.forceLayout();
        }
        function rows(): var {
            const found = [];
            for (let index = 0; index < list.count; ++index) {
                const row = list.itemAtIndex(index); // those in the pool are children, but no rows
                if (row && row.y < list.contentY + list.height && row.y + row.height > list.contentY)
                    found.push(row);
            }
            return found;
        }
        function shown(): var {
            return rows().map(row => Number(row.text)).sort((a, b) => a - b);
        }
        function row(number: int): Item {
            return rows().find(row => row.text === String(number));
        }
        function yOf(number: int): real {
            const found = row(number);
            verify(found, number + " is not in view, but " + shown());
            return found.y - list.contentY;
        }
        function scrollTo(y: real) {
            timeline.following = false;
            list.contentY = Math.max(list.originY, Math.min(list.originY + list.contentHeight - list.height, y));
            timeline.following = list.atYEnd;
            rest();
        }
        function cleanup() {
            Theme.scale = 1;
        }

        function test_jumpShowsTheMarkedMessageInTheMiddle() {
            open(2000);
            office.openAround(700);
            rest();
            const y = yOf(700);
            verify(y > list.height * 0.25 && y < list.height * 0.75, y);
            verify(row(700).marked);
            const newest = findChild(timeline, "newest");
            verify(newest.visible);
            mouseClick(newest);
            rest();
            compare(shown().pop(), 2000);
            verify(list.atYEnd);
            verify(!newest.visible);
        }

        function test_theNewestStaysInViewWhenTheWindowIsResized() {
            open(200);
            for (const height of [300, 600, 200, 600]) {
                root.height = height;
                waitForRendering(timeline);
                rest();
                compare(shown().pop(), 200);
                verify(list.atYEnd);
            }
        }

        function test_largerLettersKeepTheNewestInView() {
            open(200);
            Theme.scale = 2;
            rest();
            waitForRendering(timeline);
            rest();
            compare(shown().pop(), 200);
            verify(list.atYEnd);
        }

        function test_keysWalkAndCopy() {
            open(200);
            list.forceActiveFocus(Qt.TabFocusReason);
            compare(list.currentItem.text, "200");
            keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Up);
            compare(list.currentItem.text, "198");
            verify(list.currentItem.chosen);
            keyClick(Qt.Key_C, Qt.ControlModifier);
            compare(office.copied(), "198");
            keyClick(Qt.Key_Down);
            compare(list.currentItem.text, "199");
            for (let i = 0; i < 40; ++i)
                keyClick(Qt.Key_Up);
            rest();
            verify(rows().indexOf(list.currentItem) >= 0); // what is chosen is in view
            keyClick(Qt.Key_End);
            rest();
            compare(shown().pop(), 200);
        }

        function test_pageKeysStopAtTheEnds() {
            open(60);
            list.forceActiveFocus();
            for (let i = 0; i < 20; ++i) {
                keyClick(Qt.Key_PageUp);
                rest();
            }
            compare(shown()[0], 1);
            for (let i = 0; i < 20; ++i) {
                keyClick(Qt.Key_PageDown);
                rest();
            }
            compare(shown().pop(), 60);
            office.receive("61");
            rest();
            compare(shown().pop(), 61); // and follows again
        }

        function test_moreUnreadThanFitBeginNearTheTop() {
            open(200, 100);
            tryVerify(() => timeline.Window.active);
            rest();
            const y = yOf(101);
            verify(y >= 0 && y < 80, y);
            const newest = findChild(timeline, "newest");
            verify(newest.visible);
            const left = office.app.conversation.unread;
            verify(left < 100 && left > 70, left);
            office.receive("201"); // the view stands still
            rest();
            fuzzyCompare(yOf(101), y, 1);
            compare(office.app.conversation.unread, left + 1);
            mouseClick(newest);
            rest();
            compare(shown().pop(), 201);
            verify(!newest.visible);
            verify(office.app.conversation.unread > 50); // what was jumped over
        }

        function test_fewUnreadStayInViewOfTheNewest() {
            open(200, 3);
            compare(shown().pop(), 200);
            verify(row(198).y > list.contentY);
            office.receive("201");
            rest();
            compare(shown().pop(), 201); // and it follows
        }

        function test_whatComesWhileOneReadsUpThereIsCounted() {
            open(200);
            tryVerify(() => timeline.Window.active);
            rest();
            scrollTo(list.contentY - 2 * list.height);
            const newest = findChild(timeline, "newest");
            compare(newest.count, 0);
            compare(office.nameOf(newest), "Go to the newest message");
            office.receive("201");
            office.receive("202");
            rest();
            compare(newest.count, 2);
            compare(office.nameOf(newest), "Go to 2 new messages");
            mouseClick(newest);
            rest();
            compare(shown().pop(), 202);
            compare(newest.count, 0);
        }

        function test_rowsAreReadOutWhole() {
            open(3);
            verify(/^Cora Mikkelsen, .*: 3$/.test(office.nameOf(row(3))), office.nameOf(row(3)));
            compare(office.roleOf(row(3)), "ListItem");
            compare(office.nameOf(list), "Messages");
        }

        function test_whatIsOnScreenCountsAsSeen() {
            open(20);
            tryVerify(() => timeline.Window.active);
            rest();
            compare(office.seen(), 20);
            office.receive("21");
            rest();
            compare(office.seen(), 21);
        }

        function test_onlyLivesThatAreOnScreenBegin() {
            open(200);
            tryVerify(() => timeline.Window.active);
            office.giveLives(60);
            rest();
            const told = office.told();
            const whole = rows().filter(row => row.y >= list.contentY - 1).map(row => Number(row.text)).sort((a, b) => a - b);
            compare(told, whole);
            verify(told.length > 3 && told.length < 60, told);
            scrollTo(list.contentY - 3 * list.height);
            verify(office.told()[0] < told[0] - 10);
        }

        function test_anEmptyTalkHasASentence() {
            open(0);
            const words = findChild(timeline, "emptySentence");
            verify(words.visible);
            verify(words.text.length > 20);
        }
    }
}
