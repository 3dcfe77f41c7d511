import QtQuick
import Kontor.Ui

// A date of a poll that is being written: pressing it changes it.
FocusScope {
    id: root
    required property int index
    required property string words
    signal changeWanted
    signal removeWanted

    implicitHeight: Theme.field

    ActionRow {
        objectName: "date" + (root.index + 1)
        anchors.fill: parent
        focus: true
        text: root.words
        spoken: qsTr("%1, change", "a date").arg(root.words)
        indent: Theme.grid * 3
        onActivated: root.changeWanted()
        contentItem: UiText {
            rightPadding: Theme.grown(28)
            words: root.words
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
        background: Rectangle {
            radius: Theme.controlRadius
            color: (parent as ActionRow).hovered ? Theme.hover : Theme.card
            border.width: (parent as ActionRow).visualFocus ? Theme.focusLine : Theme.hairline
            border.color: (parent as ActionRow).visualFocus ? Theme.accent : Theme.line
        }
    }
    IconButton {
        objectName: "removeDate" + (root.index + 1)
        anchors.right: parent.right
        anchors.rightMargin: Theme.grid
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.grown(28)
        name: qsTr("Remove %1", "a date").arg(root.words)
        iconName: "close"
        onActivated: root.removeWanted()
    }
}
