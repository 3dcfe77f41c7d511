pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

// The bar below the emoji: a press leads to the beginning of a group.
FocusScope {
    id: root
    required property App.EmojiPickerModel picker
    property int group: 0 // -1: none
    readonly property int first: picker.anyRecent ? 0 : 1
    readonly property int shown: picker.groupSigns.length - first
    property int place: Math.max(first, group) // of the cell that Tab leads to
    signal wanted(int group)

    function go(to: int) {
        if (to < first || to >= picker.groupSigns.length)
            return;
        place = to;
        cells.itemAt(to).forceActiveFocus(Qt.TabFocusReason);
    }
    function focusGroup() {
        go(Math.max(first, group));
    }

    implicitHeight: Theme.emojiCell
    Keys.onLeftPressed: go(place - 1)
    Keys.onRightPressed: go(place + 1)
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Groups of emoji")

    Repeater {
        id: cells
        model: root.picker.groupSigns.length
        delegate: EmojiCell {
            required property int index
            objectName: "group" + index
            x: (index - root.first) * size
            visible: index >= root.first
            size: root.width / root.shown
            sign: root.picker.groupSigns[index]
            name: root.picker.groupNames[index]
            chosen: index === root.group
            onActivated: root.wanted(index)
        }
    }
}
