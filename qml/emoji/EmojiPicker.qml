pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// Search, emoji, groups. Made when it is opened for the first time.
T.Dialog {
    id: root
    required property App.EmojiPickerModel picker
    readonly property Item scene: parent ? parent.Window.contentItem : null
    readonly property real room: Theme.grid * 2 // to the edges of the window

    function searchFor(words: string) {
        picker.words = words;
        grid.positionViewAtBeginning();
        grid.currentIndex = -1;
        grid.column = 0;
    }
    function typeIntoSearch(words: string) {
        search.text = words;
        search.forceActiveFocus();
        searchFor(words);
    }
    function choose(texts: list<string>, names: list<string>, title: string, above: Item): EmojiChooser {
        const chooser = chooserMaker.createObject(above, {
            parent: above,
            texts: texts,
            names: names,
            title: title
        }) as EmojiChooser;
        chooser.x = (above.width - chooser.implicitWidth) / 2;
        chooser.y = -chooser.implicitHeight - Theme.grid;
        return chooser;
    }
    function offerTones() {
        const chooser = choose(picker.toneSigns, picker.toneNames, qsTr("Skin tone"), tone);
        chooser.chosenPlace = picker.tone;
        chooser.picked.connect(place => picker.tone = place);
        chooser.open();
    }
    function offerVariants(cell: EmojiCell) {
        const chooser = choose(picker.variantTexts, picker.variantNames, cell.name, cell);
        chooser.picked.connect(place => picker.chooseVariant(place));
        chooser.open();
    }

    title: qsTr("Emoji")
    focus: true
    margins: room
    width: scene ? Math.min(Theme.pickerWidth, scene.width - 2 * room) : Theme.pickerWidth
    height: scene ? Math.min(Theme.pickerHeight, scene.height - 2 * room) : Theme.pickerHeight
    padding: Theme.hairline
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutsideParent
    onAboutToShow: {
        search.clear();
        searchFor("");
    }
    onOpened: search.forceActiveFocus()

    Component {
        id: chooserMaker
        EmojiChooser {}
    }
    Connections {
        target: root.picker
        function onChosen() {
            root.close();
        }
    }

    background: Rectangle {
        radius: Theme.bubbleRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.grid * 2.5
            Layout.bottomMargin: Theme.grid
            spacing: Theme.grid

            SearchField {
                id: search
                objectName: "emojiSearch"
                Layout.fillWidth: true
                focus: true
                name: qsTr("Search emoji")
                Accessible.description: root.picker.words.length > 0 ? qsTr("%n emoji found", "", root.picker.found) : ""
                onEdited: text => root.searchFor(text)
                Keys.onDownPressed: grid.focusFirst()
                Keys.onReturnPressed: grid.picker.choose(grid.offered, 0)
                Keys.onEnterPressed: grid.picker.choose(grid.offered, 0)
                Keys.onPressed: event => {
                    event.accepted = event.key === Qt.Key_PageDown;
                    if (event.accepted)
                        grid.focusFirst();
                }
            }
            EmojiCell {
                id: tone
                objectName: "skinTone"
                sign: root.picker.toneSigns[root.picker.tone]
                name: qsTr("Skin tone: %1").arg(root.picker.toneNames[root.picker.tone])
                focusPolicy: Qt.TabFocus
                onActivated: root.offerTones()
                Keys.onTabPressed: grid.focusAgain()
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.grid * 2
            Layout.rightMargin: Theme.grid * 2

            EmojiGrid {
                id: grid
                objectName: "emojiGrid"
                anchors.fill: parent
                picker: root.picker
                onWidthChanged: if (width > 0)
                    root.picker.columns = Math.floor(width / Theme.emojiCell)
                onLeftUpwards: search.forceActiveFocus(Qt.BacktabFocusReason)
                onLeftOnwards: groups.focusGroup()
                onTyped: letters => root.typeIntoSearch(search.text + letters)
                onErased: root.typeIntoSearch(search.text.slice(0, -1))
                onVariantsOffered: cell => root.offerVariants(cell)
            }
            ScrollMark {
                list: grid
            }
        }
        Divider {
            Layout.fillWidth: true
        }
        EmojiGroups {
            id: groups
            Layout.fillWidth: true
            Layout.margins: Theme.grid
            Layout.leftMargin: Theme.grid * 2
            Layout.rightMargin: Theme.grid * 2
            picker: root.picker
            group: grid.group === 0 && root.picker.words.length > 0 ? -1 : grid.group
            onWanted: group => grid.showGroup(group)
            Keys.onBacktabPressed: grid.focusAgain()
        }
    }
}
