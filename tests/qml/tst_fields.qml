import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// Lines to type into.
Item {
    id: root
    width: 480
    height: 480

    Office {
        id: office
    }
    Component {
        id: field
        Field {
            objectName: "name"
            width: 322
            label: "Dein Name"
            hint: "Wie dich andere sehen"
        }
    }
    Component {
        id: searchField
        SearchField {
            objectName: "search"
            width: 276
            name: "Suchen"
            shortcut: "Strg K"
        }
    }
    SignalSpy {
        id: edited
        signalName: "edited"
    }
    SignalSpy {
        id: accepted
        signalName: "accepted"
    }

    TestCase {
        name: "Fields"
        when: windowShown

        function make(component: Component): Item {
            const item = createTemporaryObject(component, root, {
                x: 20,
                y: 20
            });
            verify(item);
            edited.target = item;
            edited.clear();
            accepted.target = item;
            accepted.clear();
            waitForRendering(item);
            return item;
        }
        function type(words: string) {
            for (const letter of words)
                keyClick(letter);
        }
        function cleanup() {
            Theme.scale = 1;
        }

        function test_fieldIsNamedByItsLabel() {
            const item = make(field);
            compare(office.nameOf(item.input), "Dein Name");
            compare(office.roleOf(item.input), "EditableText");
            compare(office.descriptionOf(item.input), "Wie dich andere sehen");
        }

        function test_errorStandsAtTheFieldAndInputIsKept() {
            const item = make(field);
            item.activate();
            type("anna");
            compare(edited.count, 4);
            const calm = grabImage(item);
            item.error = "„anna“ ist vergeben.";
            waitForRendering(item);
            compare(item.text, "anna");
            compare(office.descriptionOf(item.input), "„anna“ ist vergeben.");
            verify(!grabImage(item).equals(calm));
            type("2"); // the field still works, and the cursor stands where it stood
            compare(item.text, "anna2");
        }

        function test_errorWinsOverSuccessAndHint() {
            const item = make(field);
            item.success = "gut";
            compare(office.descriptionOf(item.input), "gut");
            item.error = "schlecht";
            compare(office.descriptionOf(item.input), "schlecht");
        }

        function test_enterAccepts() {
            const item = make(field);
            item.activate();
            keyClick(Qt.Key_Return);
            compare(accepted.count, 1);
        }

        function test_pressActionFocuses() {
            const item = make(field);
            verify(office.press(item.input));
            verify(item.input.activeFocus);
            const search = make(searchField);
            verify(office.press(search));
            verify(search.activeFocus);
        }

        function test_aLongErrorWrapsAtEachTextSize() {
            for (const scale of [0.8, 1, 2]) {
                Theme.scale = scale;
                const item = make(field);
                item.error = "Erlaubt sind bis zu 32 Zeichen: a bis z, Ziffern, Punkt, Bindestrich, Unterstrich.";
                waitForRendering(item);
                compare(item.width, 322);
                verify(item.implicitHeight > Theme.field + Theme.labelLine);
                item.destroy();
            }
        }

        function test_searchIsEmptiedByItsButton() {
            const item = make(searchField);
            const button = findChild(item, "searchClear");
            verify(!button.visible);
            item.activate();
            type("preis");
            compare(edited.count, 5);
            verify(button.visible);
            compare(office.nameOf(button), "Empty the search field");
            mouseClick(button);
            compare(item.text, "");
            compare(edited.signalArguments[5][0], "");
            verify(item.activeFocus);
        }

        function test_tabReachesTheClearButton() {
            const item = make(searchField);
            item.activate();
            type("a");
            keyClick(Qt.Key_Tab);
            verify(findChild(item, "searchClear").activeFocus);
            keyClick(Qt.Key_Space);
            compare(item.text, "");
        }

        function test_activatingSelectsWhatWasTyped() {
            const item = make(searchField);
            item.activate();
            type("alt");
            item.activate();
            type("n");
            compare(item.text, "n");
        }

        function test_longWordsDoNotRunUnderTheButton() {
            const item = make(searchField);
            item.activate();
            type("Donaudampfschifffahrtsgesellschaft");
            waitForRendering(item);
            const button = findChild(item, "searchClear");
            verify(item.rightPadding >= item.width - button.x);
        }
    }
}
