pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// One emoji in all its skin tones, or in all pairs of them. Made when asked for, gone when answered.
T.Dialog {
    id: root
    required property list<string> texts
    required property list<string> names
    property int chosenPlace: 0
    signal picked(int place)

    readonly property bool pairs: texts.length > 6 // then the first one stands above five rows of five
    readonly property int columns: pairs ? 5 : texts.length
    property int place: chosenPlace

    function cellX(at: int): int {
        return pairs ? (at === 0 ? 0 : (at - 1) % columns) : at;
    }
    function cellY(at: int): int {
        return pairs && at > 0 ? 1 + Math.floor((at - 1) / columns) : 0;
    }
    function go(to: int) {
        if (to < 0 || to >= texts.length)
            return;
        place = to;
        cells.itemAt(to).forceActiveFocus(Qt.TabFocusReason);
    }
    function goDown() {
        if (pairs)
            go(place === 0 ? 1 : place + columns);
    }
    function goUp() {
        if (pairs)
            go(place > columns ? place - columns : 0);
    }

    implicitWidth: columns * Theme.emojiCell + 2 * padding
    implicitHeight: (1 + cellY(texts.length - 1)) * Theme.emojiCell + 2 * padding
    margins: Theme.grid * 2
    padding: Theme.grid * 2
    focus: true
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside
    onOpened: go(place)
    onClosed: destroy()

    background: Rectangle {
        radius: Theme.bubbleRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    FocusScope {
        anchors.fill: parent
        focus: true
        Keys.onLeftPressed: root.go(root.place - 1)
        Keys.onRightPressed: root.go(root.place + 1)
        Keys.onUpPressed: root.goUp()
        Keys.onDownPressed: root.goDown()

        Repeater {
            id: cells
            model: root.texts.length
            delegate: EmojiCell {
                required property int index
                objectName: "tone" + index
                x: root.cellX(index) * Theme.emojiCell
                y: root.cellY(index) * Theme.emojiCell
                sign: root.texts[index]
                name: root.names[index]
                onActivated: {
                    root.picked(index);
                    root.close();
                }
            }
        }
    }
}
