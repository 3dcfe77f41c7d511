import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// One member in the panel; whoever may remove her sees how when pointing at or reaching the row.
Item {
    id: root
    required property int index
    required property string name
    required property string handle
    required property string initials
    required property int colour
    required property bool admin
    required property bool verified
    required property bool removable
    required property string spoken
    readonly property bool offered: pointed.hovered || remove.activeFocus
    signal removeWanted

    implicitHeight: Theme.smallRow
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken

    HoverHandler {
        id: pointed
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.rowRadius
        color: pointed.hovered && root.removable ? Theme.hover : Theme.clear
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.grid * 1.5
        anchors.rightMargin: Theme.grid * 1.5
        spacing: Theme.grid * 2.5

        Avatar {
            initials: root.initials
            colour: root.colour
            size: Theme.avatarSmall
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0
            UiText {
                Layout.fillWidth: true
                words: root.name
                elide: Text.ElideRight
            }
        }
        UiText {
            visible: root.admin
            opacity: root.removable && root.offered ? 0 : 1
            text: qsTr("Admin")
            color: Theme.muted
            font.pixelSize: Theme.timeSize
        }
        Icon {
            visible: root.verified
            opacity: root.removable && root.offered ? 0 : 1
            name: "shield"
            colour: Theme.good
            size: Theme.smallIcon
        }
    }
    IconButton {
        id: remove
        objectName: "removeMember"
        anchors.right: parent.right
        anchors.rightMargin: Theme.grid
        anchors.verticalCenter: parent.verticalCenter
        visible: root.removable
        iconShown: root.offered
        size: Theme.grown(28)
        name: qsTr("Remove %1").arg(root.name)
        iconName: "close"
        onActivated: root.removeWanted()
    }
}
