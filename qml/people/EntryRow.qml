import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// Something to begin with, above the people: an icon in a circle, and what it is.
ActionRow {
    id: root
    required property string iconName
    property int circle: Theme.avatar

    indent: Theme.grid * 2.5

    contentItem: RowLayout {
        spacing: Theme.grid * 2.5
        Rectangle {
            implicitWidth: root.circle
            implicitHeight: root.circle
            radius: height / 2
            color: Theme.selected
            Icon {
                anchors.centerIn: parent
                name: root.iconName
                colour: Theme.accent
                size: root.circle / 2
            }
        }
        UiText {
            Layout.fillWidth: true
            text: root.text
            color: Theme.accent
            elide: Text.ElideRight
        }
    }
}
