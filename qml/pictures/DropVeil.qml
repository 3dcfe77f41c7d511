import QtQuick
import Kontor.App as App
import Kontor.Ui

// The whole conversation takes pictures that are dropped on it, and says so while some hover.
App.PictureDrop {
    id: root

    Rectangle {
        anchors.fill: parent
        visible: root.hovered
        color: Theme.background
        opacity: 0.85
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.grid * 2
        visible: root.hovered
        radius: Theme.bubbleRadius
        color: Theme.clear
        border.width: Theme.focusLine
        border.color: Theme.accent

        Rectangle {
            anchors.centerIn: parent
            width: hint.width + Theme.grid * 10
            height: hint.height + Theme.grid * 8
            radius: Theme.bubbleRadius
            color: Theme.card
            border.width: Theme.hairline
            border.color: Theme.line

            Column {
                id: hint
                anchors.centerIn: parent
                spacing: Theme.grid * 2
                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: "picture"
                    size: Theme.grown(32)
                    colour: Theme.accent
                }
                UiText {
                    objectName: "dropHint"
                    text: qsTr("Drop to send")
                    font.pixelSize: Theme.titleSize
                    font.weight: Font.DemiBold
                    Accessible.ignored: !root.hovered
                }
            }
        }
    }
}
