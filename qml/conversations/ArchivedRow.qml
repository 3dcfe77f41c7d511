import QtQuick
import Kontor.Ui

// Leads to the conversations that are kept apart.
ActionRow {
    id: root
    required property int count

    objectName: "archived"
    implicitHeight: Theme.smallRow
    indent: Theme.grid * 2.5
    text: qsTr("Archived (%n)", "", count)

    contentItem: UiText {
        text: root.text
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
}
