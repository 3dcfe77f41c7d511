import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// What stands on top of the conversation, one line of it: a press leads there, and steps to the next.
ActionRow {
    id: root
    required property PinsViewModel pins

    objectName: "pinBar"
    implicitHeight: Theme.grown(44)
    indent: Theme.grid * 4
    text: qsTr("%1: %2", "sender: words").arg(pins.who).arg(pins.words)
    spoken: pins.count > 1 ? qsTr("Pinned, %1 of %2: %3").arg(pins.position).arg(pins.count).arg(text) : qsTr("Pinned: %1").arg(text)
    onActivated: pins.press()

    contentItem: RowLayout {
        spacing: Theme.grid * 2.5
        Icon {
            name: "pin"
            colour: Theme.accent
            size: Theme.smallIcon
        }
        UiText {
            Layout.fillWidth: true
            words: root.text
            font.pixelSize: Theme.secondarySize
            elide: Text.ElideRight
            maximumLineCount: 1
        }
        UiText {
            visible: root.pins.count > 1
            text: qsTr("%1/%2", "position, count").arg(root.pins.position).arg(root.pins.count)
            color: Theme.muted
            font.pixelSize: Theme.labelSize
        }
    }
    background: Rectangle {
        color: root.hovered || root.down ? Theme.hover : Theme.side
        border.width: root.visualFocus ? Theme.focusLine : 0
        border.color: Theme.accent
        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
}
