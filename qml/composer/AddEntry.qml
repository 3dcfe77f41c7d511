import QtQuick
import Kontor.Ui

// One thing that can be sent beside words.
MenuEntry {
    id: root
    required property string iconName

    contentItem: Row {
        spacing: Theme.grid * 3
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName
            size: Theme.icon
        }
        UiText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
        }
    }
}
