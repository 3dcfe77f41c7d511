import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// One member in the panel; whoever may do something about her sees how when pointing at or reaching
// the row.
Item {
    id: root
    required property int index
    required property string name
    required property string handle
    required property string initials
    required property int colour
    required property string owner
    required property int availability
    required property string status
    required property bool admin
    required property bool verified
    required property bool own
    required property bool promotable
    required property bool dismissable
    required property bool removable
    required property string spoken
    readonly property bool changeable: !own || promotable || dismissable || removable
    readonly property bool offered: pointed.hovered || more.activeFocus || more.chosen
    signal compareWanted
    signal promoteWanted
    signal dismissWanted
    signal removeWanted

    function openMenu() {
        menu.setSource("MemberMenu.qml", {
            parent: more,
            comparable: !root.own,
            promotable: Qt.binding(() => root.promotable),
            dismissable: Qt.binding(() => root.dismissable),
            removable: Qt.binding(() => root.removable)
        });
        (menu.item as MemberMenu).open();
    }

    implicitHeight: status.length > 0 ? Theme.grown(48) : Theme.smallRow
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken

    HoverHandler {
        id: pointed
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.rowRadius
        color: pointed.hovered && root.changeable ? Theme.hover : Theme.clear
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.grid * 1.5
        anchors.rightMargin: Theme.grid * 1.5
        spacing: Theme.grid * 2.5

        Avatar {
            initials: root.initials
            colour: root.colour
            owner: root.owner
            availability: root.availability
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
            UiText {
                Layout.fillWidth: true
                visible: root.status.length > 0
                words: root.status
                color: Theme.muted
                font.pixelSize: Theme.labelSize
                elide: Text.ElideRight
            }
        }
        UiText {
            visible: root.admin
            opacity: root.changeable && root.offered ? 0 : 1
            text: qsTr("Admin")
            color: Theme.muted
            font.pixelSize: Theme.timeSize
        }
        Icon {
            visible: root.verified
            opacity: root.changeable && root.offered ? 0 : 1
            name: "shield"
            colour: Theme.good
            size: Theme.smallIcon
        }
    }
    IconButton {
        id: more
        objectName: "memberMenu"
        anchors.right: parent.right
        anchors.rightMargin: Theme.grid
        anchors.verticalCenter: parent.verticalCenter
        visible: root.changeable
        iconShown: root.offered
        size: Theme.grown(28)
        name: qsTr("Options for %1").arg(root.name)
        iconName: "more"
        onActivated: root.openMenu()
    }
    Loader {
        id: menu
        onLoaded: {
            const popup = item as MemberMenu;
            popup.x = Qt.binding(() => more.width - popup.width);
            popup.y = Qt.binding(() => more.height + Theme.grid);
            popup.compareWanted.connect(root.compareWanted);
            popup.promoteWanted.connect(root.promoteWanted);
            popup.dismissWanted.connect(root.dismissWanted);
            popup.removeWanted.connect(root.removeWanted);
            more.chosen = Qt.binding(() => popup.visible);
        }
    }
}
