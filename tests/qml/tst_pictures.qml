import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// Pictures in the timeline and in the whole window, by the mouse, by keys and as a screen reader does it.
Item {
    id: root
    width: 480
    height: 700

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: timelineMaker
        Timeline {
            required property Office office
            anchors.fill: parent
            app: office.app
            timeline: office.app.timeline
        }
    }

    TestCase {
        name: "Pictures"
        when: windowShown
        property Office office

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openTalk(["Moin"]);
        }
        function rest() {
            for (let turn = 0; turn < 4; ++turn)
                office.settle();
        }
        function timeline(): Item {
            const made = createTemporaryObject(timelineMaker, root, {
                office: office
            });
            waitForRendering(made);
            rest();
            return made;
        }
        // The row of a picture that has just come.
        function receive(shown: Item, caption: string, width: int, height: int): Item {
            office.receivePicture(caption, width, height);
            rest();
            const list = findChild(shown, "timeline");
            tryCompare(list, "count", 2);
            list.forceLayout();
            waitForRendering(shown);
            return list.itemAtIndex(0);
        }
        function viewer(): Item {
            return findChild(root.Window.window.contentItem.parent, "stage") ?? findChild(root.Window.window, "stage");
        }

        function test_aPictureHasItsPlaceBeforeItIsHere() {
            const shown = timeline();
            const bubble = findChild(receive(shown, "Der Hafen", 1200, 600), "pictureBubble");
            const picture = findChild(bubble, "picture");
            compare(picture.width / picture.height, 2);
            const height = bubble.height;
            verify(!picture.shown);
            office.pictureIs("here");
            rest();
            tryVerify(() => {
                office.settle();
                return picture.shown;
            });
            compare(bubble.height, height); // nothing jumps
            compare(findChild(bubble, "caption").text, "Der Hafen");
        }

        function test_shapesAreBounded_data() {
            return [
                {
                    tag: "tall",
                    width: 100,
                    height: 4000
                },
                {
                    tag: "wide",
                    width: 8000,
                    height: 10
                },
                {
                    tag: "tiny",
                    width: 1,
                    height: 1
                }
            ];
        }
        function test_shapesAreBounded(shape) {
            const shown = timeline();
            const picture = findChild(receive(shown, "", shape.width, shape.height), "picture");
            verify(picture.width >= Theme.pictureLeast && picture.width <= Theme.pictureSide, picture.width);
            verify(picture.height >= Theme.pictureLeast && picture.height <= Theme.pictureSide, picture.height);
        }

        function test_nothingMovesForWhoWantsLessMotion() {
            const shown = timeline();
            root.Window.window.requestActivate();
            const picture = findChild(receive(shown, "", 400, 300), "picture");
            tryVerify(() => picture.playing);
            Theme.calm = true;
            verify(!picture.playing);
            Theme.calm = false;
            verify(picture.playing);
        }

        function test_whatIsGoneSaysSo() {
            const shown = timeline();
            const row = receive(shown, "", 400, 300);
            office.pictureIs("gone");
            rest();
            const sentence = findChild(row, "trouble");
            verify(sentence.visible);
            verify(sentence.text.length > 10);
        }

        function test_itIsOpenedAndClosed_data() {
            return [
                {
                    tag: "mouse"
                },
                {
                    tag: "keyboard"
                },
                {
                    tag: "screen reader"
                }
            ];
        }
        function test_itIsOpenedAndClosed(way) {
            const shown = timeline();
            const row = receive(shown, "Der Hafen", 1200, 600);
            office.pictureIs("here");
            rest();
            const list = findChild(shown, "timeline");
            if (way.tag === "mouse") {
                mouseClick(findChild(row, "picture"));
            } else if (way.tag === "keyboard") {
                list.forceActiveFocus();
                keyClick(Qt.Key_Down);
                keyClick(Qt.Key_Return);
            } else {
                verify(office.press(list.itemAtIndex(0)));
            }
            verify(office.app.pictureViewer.picture !== null);
            tryVerify(() => viewer() !== null && viewer().activeFocus);
            const whole = findChild(viewer(), "whole");
            const before = whole.width;
            keyClick(Qt.Key_Plus);
            verify(whole.width > before);
            keyClick(Qt.Key_0);
            compare(whole.width, before);
            keyClick(Qt.Key_Escape);
            tryVerify(() => office.app.pictureViewer.picture === null);
            tryVerify(() => list.activeFocus);
        }

        function test_theViewerGoesWithItsMessage() {
            const shown = timeline();
            const row = receive(shown, "Nur kurz", 1200, 600);
            office.pictureIs("here");
            rest();
            mouseClick(findChild(row, "picture"));
            tryVerify(() => viewer() !== null);
            office.erase(2);
            rest();
            tryVerify(() => {
                office.settle();
                return viewer() === null;
            });
            compare(office.app.pictureViewer.picture, null);
        }
    }
}
