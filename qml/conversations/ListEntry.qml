import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// The way to one list of the conversation.
ActionRow {
    id: root
    required property string iconName

    implicitHeight: Theme.smallRow
    indent: Theme.grid * 1.5
    contentItem: RowLayout {
        spacing: Theme.grid * 2.5
        Icon {
            name: root.iconName
            colour: Theme.muted
            size: Theme.icon
        }
        UiText {
            Layout.fillWidth: true
            text: root.text
            elide: Text.ElideRight
        }
    }
}
