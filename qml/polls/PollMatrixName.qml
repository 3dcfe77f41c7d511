import QtQuick
import Kontor.Ui

// A person of the table, and what she says beside her answers.
Item {
    id: root
    required property string name
    required property string comment
    required property bool own
    required property string spoken

    TableView.onPooled: visible = false
    TableView.onReused: visible = true
    objectName: "matrixName"
    implicitWidth: 1
    implicitHeight: 1
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken

    Column {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - Theme.grid * 2
        x: Theme.grid
        UiText {
            width: parent.width
            words: root.name
            elide: Text.ElideRight
            font.pixelSize: Theme.secondarySize
            font.weight: root.own ? Font.DemiBold : Font.Normal
        }
        UiText {
            width: parent.width
            visible: words.length > 0
            words: root.comment
            elide: Text.ElideRight
            color: Theme.muted
            font.pixelSize: Theme.labelSize
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
    HoverHandler {
        id: pointed
        enabled: root.comment.length > 0
    }
    Tip {
        shown: pointed.hovered
        text: root.comment
    }
}
