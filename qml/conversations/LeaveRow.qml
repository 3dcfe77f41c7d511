import QtQuick
import Kontor.Ui

// The way out of a group.
ActionRow {
    id: root

    implicitHeight: Theme.smallRow
    indent: Theme.grid * 1.5
    text: qsTr("Leave group")
    contentItem: UiText {
        text: root.text
        color: Theme.danger
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
}
