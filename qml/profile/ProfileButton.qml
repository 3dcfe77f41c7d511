import QtQuick
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// One's own picture: pressed it offers what one says of oneself.
T.AbstractButton {
    id: root
    required property App.AccountViewModel account
    required property App.ProfileViewModel profile

    function activate() {
        const sheet = statusSheet.createObject(root, {
            profile: profile
        }) as StatusSheet;
        sheet.open();
    }

    objectName: "ownStatus"
    implicitWidth: Theme.avatarSmall
    implicitHeight: Theme.avatarSmall
    hoverEnabled: true
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.name: account.status.length > 0 ? qsTr("%1, %2: change status").arg(account.name).arg(account.status) : qsTr("%1: set status").arg(account.name)
    Accessible.onPressAction: activate()

    contentItem: Avatar {
        initials: root.account.initials
        colour: root.account.colour
        owner: root.account.owner
        availability: root.account.availability
        size: Theme.avatarSmall
    }
    background: Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.focusLine * 1.5
        radius: width / 2
        color: Theme.clear
        border.width: root.visualFocus ? Theme.focusLine : root.hovered ? Theme.hairline : 0
        border.color: Theme.accent
    }
    Component {
        id: statusSheet
        StatusSheet {}
    }
}
