import QtQuick
import Kontor.App as App
import Kontor.Ui

// Who has not answered, and a way to remind them.
Item {
    id: root
    required property App.PollTableModel table
    required property int nameWidth

    objectName: "matrixSilent"
    implicitHeight: table.silent.length > 0 ? Math.max(Theme.grown(31), names.implicitHeight + Theme.grid * 2) : 0
    visible: table.silent.length > 0

    UiText {
        id: names
        x: Theme.grid
        width: root.nameWidth - Theme.grid * 2
        anchors.verticalCenter: parent.verticalCenter
        words: root.table.silent
        color: Theme.muted
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
        font.pixelSize: Theme.secondarySize
        Accessible.name: qsTr("%1: no answer yet", "who").arg(root.table.silent)
        Accessible.ignored: !root.visible
        HoverHandler {
            id: pointed
        }
        Tip {
            shown: pointed.hovered
            text: root.table.silent
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: parent.width - root.nameWidth
        height: parent.height
        color: Theme.selected

        Row {
            anchors.centerIn: parent
            UiText { // gives way to the button
                anchors.verticalCenter: parent.verticalCenter
                visible: implicitWidth + (root.table.mayRemind ? remind.implicitWidth : 0) <= root.width - root.nameWidth
                text: root.table.mayRemind ? qsTr("no answer yet ·") : qsTr("no answer yet")
                color: Theme.muted
                font.pixelSize: Theme.secondarySize
            }
            TextButton {
                id: remind
                objectName: "matrixRemind"
                visible: root.table.mayRemind
                kind: "link"
                text: qsTr("remind")
                onActivated: root.table.remindSilent()
            }
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
