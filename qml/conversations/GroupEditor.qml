import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// Picture, name and description of a group, to be changed by its admins.
T.Dialog {
    id: root
    required property App.GroupEditorViewModel editor

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    title: qsTr("Name and description")
    modal: true
    focus: true
    padding: Theme.grid * 4
    width: Math.min(Theme.formWidth * 1.3, parent ? parent.width - Theme.grid * 8 : Theme.formWidth)
    height: Math.min(implicitHeight, parent ? parent.height - Theme.grid * 8 : implicitHeight)
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape
    onOpened: name.activate()

    background: Rectangle {
        radius: Theme.bubbleRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    Connections {
        target: root.editor
        function onSaved() {
            root.close();
        }
    }

    ColumnLayout {
        width: root.availableWidth
        height: root.availableHeight
        spacing: Theme.grid * 3

        UiText {
            Layout.fillWidth: true
            text: root.title
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.ignored: false
        }
        RowLayout {
            Layout.fillWidth: true
            visible: root.editor.canPicture
            spacing: Theme.grid * 4
            Avatar {
                initials: root.editor.initials
                colour: root.editor.colour
                owner: root.editor.owner
                size: Theme.avatarLarge
            }
            PictureButtons {
                Layout.fillWidth: true
                pictured: root.editor.pictured
                onChangeWanted: root.editor.choosePicture()
                onRemoveWanted: root.editor.removePicture()
            }
        }
        Field {
            id: name
            objectName: "groupName"
            Layout.fillWidth: true
            label: qsTr("Name of the group")
            text: root.editor.name
            onEdited: text => root.editor.name = text
            onAccepted: root.editor.save()
        }
        TextBox {
            objectName: "groupDescription"
            Layout.fillWidth: true
            label: qsTr("Description")
            text: root.editor.description
            onEdited: text => root.editor.description = text
        }
        FailureLine {
            Layout.fillWidth: true
            sentence: root.editor.failure
        }
        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: Theme.grid * 2
            TextButton {
                objectName: "cancelEdit"
                text: qsTr("Cancel")
                onActivated: root.close()
            }
            TextButton {
                objectName: "saveGroup"
                kind: "primary"
                enabled: root.editor.canSave
                text: qsTr("Save")
                onActivated: root.editor.save()
            }
        }
    }
}
