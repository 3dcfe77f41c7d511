import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// Top of a page that lies over another: back, and what it is.
Item {
    id: root
    required property string title
    property string iconName: "back"
    property string backName: qsTr("Back")
    signal backWanted

    implicitHeight: Theme.header

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.grid * 2
        anchors.rightMargin: Theme.grid * 4
        spacing: Theme.grid * 1.5

        IconButton {
            objectName: "pageBack"
            name: root.backName
            iconName: root.iconName
            onActivated: root.backWanted()
        }
        UiText {
            Layout.fillWidth: true
            text: root.title
            elide: Text.ElideRight
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.ignored: false
        }
    }
}
