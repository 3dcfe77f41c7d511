import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// The timeline never moves what is being read, whatever comes, goes or grows around it.
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
        name: "Timeline"
        when: windowShown
        property Office office
        property Item timeline
        property ListView list

        function open(count: int) {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openGroup(count);
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
        function middle(): int {
            const numbers = shown();
            return numbers[Math.floor(numbers.length / 2)];
        }
        // Scrolled by hand.
        function scrollTo(y: real) {
            timeline.following = false;
            list.contentY = Math.max(list.originY, Math.min(list.originY + list.contentHeight - list.height, y));
            timeline.following = list.atYEnd;
            rest();
        }
        function toOldestEdge() {
            scrollTo(list.originY);
        }
        function cleanup() {
            Theme.scale = 1;
        }

        function test_startsAtTheNewest() {
            open(200);
            compare(shown().pop(), 200);
            verify(list.atYEnd);
            verify(!findChild(timeline, "newest").visible);
        }

        function test_aShortTalkStandsAtTheBottom() {
            open(2);
            const last = row(2);
            const bottom = last.y + last.height - list.contentY;
            verify(bottom > list.height - 2 * Theme.grid * 4 && bottom <= list.height, bottom);
        }

        function test_aNewMessageIsFollowed() {
            open(200);
            office.receive("201");
            rest();
            compare(shown().pop(), 201);
            verify(list.atYEnd);
        }

        function test_aNewMessageDoesNotMoveWhatIsRead() {
            open(200);
            scrollTo(list.contentY - 700);
            const anchor = middle();
            const before = yOf(anchor);
            for (let i = 201; i < 206; ++i) {
                office.receive(String(i));
                rest();
            }
            fuzzyCompare(yOf(anchor), before, 0.5);
            verify(findChild(timeline, "newest").visible);
        }

        function test_olderPagesComeWithoutAJump() {
            open(2000);
            for (let turn = 0; turn < 30; ++turn) {
                const anchor = middle();
                const before = yOf(anchor);
                office.settle(); // pages that were asked for arrive
                list.forceLayout();
                fuzzyCompare(yOf(anchor), before, 0.5, "turn " + turn);
                scrollTo(list.contentY - 400);
            }
            verify(shown()[0] < 1800);
        }

        function test_olderPageAtTheOldestEdge() {
            open(2000);
            timeline.following = false;
            list.contentY = list.originY; // the very first row of the window
            list.forceLayout();
            const anchor = shown()[1];
            const before = yOf(anchor);
            rest();
            fuzzyCompare(yOf(anchor), before, 0.5);
        }

        function test_newerPageAtTheNewestEdgeOfAWindowInThePast() {
            open(2000);
            office.openAround(1000);
            rest();
            timeline.following = false;
            list.contentY = list.originY + list.contentHeight - list.height; // its newest row
            list.forceLayout();
            const anchor = middle();
            const before = yOf(anchor);
            verify(!office.app.timeline.atNewest);
            rest();
            fuzzyCompare(yOf(anchor), before, 0.5);
        }

        function test_aMessageThatIsErasedAboveOrBelow() {
            open(200);
            scrollTo(list.contentY - 600);
            const anchor = middle();
            const before = yOf(anchor);
            office.erase(anchor - 3);
            rest();
            fuzzyCompare(yOf(anchor), before, 0.5);
            office.erase(anchor + 3);
            rest();
            fuzzyCompare(yOf(anchor), before, 0.5);
        }

        function test_aRowThatGrowsMovesNothingWithTheNextChange() {
            open(200);
            scrollTo(list.contentY - 600);
            const anchor = middle();
            const before = yOf(anchor);
            for (const gone of [anchor - 2, anchor + 2, anchor - 4, anchor + 5]) {
                office.erase(gone); // its neighbours get a name, or lose it
                rest();
                fuzzyCompare(yOf(anchor), before, 0.5, "without " + gone);
            }
        }
    }
}
