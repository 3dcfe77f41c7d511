import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// Each control of the interface: what a screen reader says, and that it works by mouse, keyboard
// and press action alike, at each text size.
Item {
    id: root
    width: 480
    height: 480

    Office {
        id: office
    }
    Rectangle {
        id: place
        anchors.fill: parent
        anchors.margins: 40
        color: Theme.background
    }

    Component {
        id: textButton
        TextButton {
            text: "Weiter"
        }
    }
    Component {
        id: primaryButton
        TextButton {
            kind: "primary"
            text: "Weiter"
        }
    }
    Component {
        id: dangerButton
        TextButton {
            kind: "danger"
            text: "Weiter"
        }
    }
    Component {
        id: linkButton
        TextButton {
            kind: "link"
            text: "Weiter"
        }
    }
    Component {
        id: iconButton
        IconButton {
            name: "Weiter"
            iconName: "send"
        }
    }
    Component {
        id: primaryIcon
        IconButton {
            name: "Weiter"
            iconName: "send"
            primary: true
        }
    }
    Component {
        id: choice
        ChoiceButton {
            text: "Weiter"
        }
    }
    Component {
        id: toggle
        Toggle {
            width: 300
            text: "Weiter"
        }
    }
    Component {
        id: actionRow
        ActionRow {
            width: 300
            text: "Weiter"
        }
    }
    Component {
        id: entryRow
        EntryRow {
            width: 300
            text: "Weiter"
            iconName: "group"
        }
    }
    Component {
        id: chip
        PickedChip {
            index: 0
            modelData: "Bob Lindner"
        }
    }
    Component {
        id: person
        PersonRow {
            width: 300
            index: 0
            name: "Jan Petersen"
            handle: "@jan"
            initials: "JP"
            owner: ""
            availability: 0
            status: ""
            colour: 1
            picked: false
            verified: false
            spoken: "Jan Petersen, handle jan"
        }
    }
    Component {
        id: pickable
        PersonRow {
            width: 300
            index: 0
            name: "Jan Petersen"
            handle: "@jan"
            initials: "JP"
            owner: ""
            availability: 0
            status: ""
            colour: 1
            picked: false
            pickable: true
            verified: false
            spoken: "Jan Petersen, handle jan"
        }
    }
    Component {
        id: conversation
        ConversationRow {
            width: 300
            index: 0
            title: "Vertrieb Nord"
            preview: "Bob: Moin"
            time: "14:32"
            unread: 3
            initials: "VN"
            owner: ""
            availability: 0
            colour: 1
            notes: false
            delivery: ""
            trouble: false
            current: false
            muted: false
            mentioned: false
            verified: false
            conversationId: 1
            marked: false
            favourite: false
            draft: false
            typing: false
            spoken: "Vertrieb Nord, 3 unread, Bob: Moin, 14:32"
        }
    }
    Component {
        id: hit
        HitRow {
            width: 300
            index: 0
            title: "Vertrieb Nord"
            detail: "Bob: die <b>Preis</b>liste"
            time: "14:32"
            initials: "VN"
            owner: ""
            colour: 1
            notes: false
            spoken: "Vertrieb Nord, 14:32, Bob: die Preisliste"
        }
    }
    Component {
        id: twoButtons
        Row {
            TextButton {
                objectName: "first"
                text: "Eins"
            }
            TextButton {
                objectName: "second"
                text: "Zwei"
            }
        }
    }
    SignalSpy {
        id: activated
        signalName: "activated"
    }

    TestCase {
        name: "Controls"
        when: windowShown

        function make(component: Component): Item {
            const item = createTemporaryObject(component, place, {
                x: 20,
                y: 20
            });
            verify(item);
            activated.target = item;
            activated.clear();
            return item;
        }
        function all() {
            return [["TextButton", textButton, "Weiter", "Button"], ["primary", primaryButton, "Weiter", "Button"], ["danger", dangerButton, "Weiter", "Button"], ["link", linkButton, "Weiter", "Button"], ["IconButton", iconButton, "Weiter", "Button"], ["primary IconButton", primaryIcon, "Weiter", "Button"], ["ChoiceButton", choice, "Weiter", "RadioButton"], ["Toggle", toggle, "Weiter", "CheckBox"], ["ActionRow", actionRow, "Weiter", "Button"], ["EntryRow", entryRow, "Weiter", "Button"], ["PickedChip", chip, "Bob Lindner, picked: take away", "Button"], ["PersonRow", person, "Jan Petersen, handle jan", "Button"], ["pickable PersonRow", pickable, "Jan Petersen, handle jan", "CheckBox"], ["ConversationRow", conversation, "Vertrieb Nord, 3 unread, Bob: Moin, 14:32", "Button"], ["HitRow", hit, "Vertrieb Nord, 14:32, Bob: die Preisliste", "Button"]].map(row => ({
                        tag: row[0],
                        component: row[1],
                        name: row[2],
                        role: row[3]
                    }));
        }
        function cleanup() {
            Theme.scale = 1;
            Theme.dark = false;
        }

        function test_isNamed_data() {
            return all();
        }
        function test_isNamed(row) {
            const item = make(row.component);
            compare(office.nameOf(item), row.name);
            compare(office.roleOf(item), row.role);
        }

        function test_isActivatedOnceByEachMeans_data() {
            return all();
        }
        function test_isActivatedOnceByEachMeans(row) {
            const item = make(row.component);
            verify(office.press(item));
            compare(activated.count, 1);
            mouseClick(item);
            compare(activated.count, 2);
            item.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            compare(activated.count, 3);
            keyClick(Qt.Key_Return);
            compare(activated.count, 4);
            keyClick(Qt.Key_Enter);
            compare(activated.count, 5);
        }

        function test_doesNothingWhileDisabled_data() {
            return all();
        }
        function test_doesNothingWhileDisabled(row) {
            const item = make(row.component);
            item.enabled = false;
            office.press(item);
            mouseClick(item);
            compare(activated.count, 0);
        }

        function test_focusIsVisible_data() {
            return all();
        }
        function test_focusIsVisible(row) {
            for (const dark of [false, true]) {
                Theme.dark = dark;
                const item = make(row.component);
                place.forceActiveFocus();
                waitForRendering(item);
                const before = grabImage(place);
                item.forceActiveFocus(Qt.TabFocusReason);
                waitForRendering(item);
                verify(!grabImage(place).equals(before), row.tag);
                item.destroy();
            }
        }

        function test_holdsItsWordsAtEachTextSize_data() {
            return all();
        }
        function test_holdsItsWordsAtEachTextSize(row) {
            for (const scale of [0.8, 1, 1.5, 2]) {
                Theme.scale = scale;
                const item = make(row.component);
                waitForRendering(item);
                verify(!item.contentItem || item.contentItem.implicitHeight <= item.height, row.tag + " at " + scale);
                verify(item.height >= 26, "large enough to hit: " + item.height);
                item.destroy();
            }
        }

        function test_tabGoesOn() {
            const row = createTemporaryObject(twoButtons, place);
            const first = findChild(row, "first");
            const second = findChild(row, "second");
            first.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Tab);
            verify(second.activeFocus && second.visualFocus);
            keyClick(Qt.Key_Backtab, Qt.ShiftModifier);
            verify(first.activeFocus && first.visualFocus);
        }

        function test_busyButtonWaits() {
            const item = make(textButton);
            item.busy = true;
            mouseClick(item);
            compare(activated.count, 0);
        }

        function test_statesAreTold() {
            const on = make(toggle);
            verify(!office.checked(on));
            on.on = true;
            verify(office.checked(on));
            const chosen = make(choice);
            verify(!office.checked(chosen));
            chosen.chosen = true;
            verify(office.checked(chosen));
            const picked = make(person);
            picked.pickable = true;
            picked.picked = true;
            verify(office.checked(picked));
        }

        function test_statesAreToldFromTheBeginning() {
            verify(office.checked(createTemporaryObject(toggle, place, {
                on: true
            })));
            verify(office.checked(createTemporaryObject(choice, place, {
                chosen: true
            })));
            verify(office.checked(createTemporaryObject(pickable, place, {
                picked: true
            })));
        }

        function test_aLongNameIsCutNotSpilled_data() {
            return [
                {
                    tag: "ConversationRow",
                    component: conversation,
                    property: "title"
                },
                {
                    tag: "PersonRow",
                    component: person,
                    property: "name"
                },
                {
                    tag: "HitRow",
                    component: hit,
                    property: "title"
                },
                {
                    tag: "EntryRow",
                    component: entryRow,
                    property: "text"
                }
            ];
        }
        function test_aLongNameIsCutNotSpilled(row) {
            const item = make(row.component);
            item[row.property] = "Friedrich-Wilhelm Schmidt-Hohenstein von der Großen Heide zu Kiel";
            waitForRendering(item);
            compare(item.width, 300);
            verify(item.contentItem.width <= 300);
            verify(office.isShortened(item), "dots at the end");
        }
    }
}
