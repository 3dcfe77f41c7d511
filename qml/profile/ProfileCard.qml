import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// Oneself as the others see her: picture, name, and what one says of oneself; all of it can be changed.
ColumnLayout {
    id: root
    required property App.AccountViewModel account
    required property App.ProfileViewModel profile

    spacing: Theme.grid * 3

    GridLayout {
        Layout.fillWidth: true
        columns: root.width < Theme.formWidth * 1.3 ? 1 : 2
        columnSpacing: Theme.grid * 4
        rowSpacing: Theme.grid * 3

        Avatar {
            Layout.alignment: Qt.AlignTop
            initials: root.account.initials
            colour: root.account.colour
            owner: root.account.owner
            availability: root.account.availability
            size: Theme.avatarLarge
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.grid
            UiText {
                Layout.fillWidth: true
                words: root.account.name
                font.pixelSize: Theme.titleSize
                font.weight: Font.DemiBold
                elide: Text.ElideRight
                Accessible.ignored: false
            }
            UiText {
                Layout.fillWidth: true
                text: root.account.handle
                color: Theme.muted
                elide: Text.ElideRight
                Accessible.ignored: false
            }
            PictureButtons {
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid
                pictured: root.profile.pictured
                onChangeWanted: root.profile.choosePicture()
                onRemoveWanted: root.profile.removePicture()
            }
        }
    }
    FailureLine {
        Layout.fillWidth: true
        sentence: root.profile.pictureFailure
    }
    Field {
        objectName: "profileName"
        Layout.fillWidth: true
        label: qsTr("Your name")
        text: root.profile.name
        error: root.profile.nameFailure
        onEdited: text => root.profile.name = text
        onAccepted: root.profile.saveName()
    }
    TextButton {
        objectName: "saveName"
        visible: root.profile.canSaveName
        kind: "primary"
        text: qsTr("Save name")
        onActivated: root.profile.saveName()
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.grid * 3
        TextButton {
            objectName: "changeStatus"
            text: root.profile.says ? qsTr("Change status") : qsTr("Set a status")
            onActivated: (statusSheet.createObject(root, {
                profile: root.profile
            }) as StatusSheet).open()
        }
        UiText {
            objectName: "ownStanding"
            height: Theme.control
            width: Math.min(implicitWidth, root.width)
            visible: root.profile.says
            words: root.profile.standing
            color: Theme.muted
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: !visible
        }
    }
    Component {
        id: statusSheet
        StatusSheet {}
    }
}
