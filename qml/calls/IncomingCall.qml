import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.App
import Kontor.Ui

// Somebody calls: over whatever is shown, dialogs too, and without taking the keyboard from whoever
// writes.
T.Dialog {
    id: root
    required property CallViewModel call

    parent: T.Overlay.overlay
    x: parent ? (parent.width - width) / 2 : 0
    y: Theme.header + Theme.grid * 3
    z: 1 // over dialogs
    width: Math.min(Theme.callCard, parent ? parent.width - Theme.grid * 6 : Theme.callCard)
    implicitHeight: contentHeight + 2 * padding
    padding: Theme.grid * 3
    leftPadding: Theme.grid * 4
    rightPadding: Theme.grid * 4
    title: call.status
    modal: false
    focus: false
    closePolicy: T.Dialog.NoAutoClose

    background: Rectangle {
        radius: Theme.bubbleRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }

    contentItem: RowLayout {
        spacing: Theme.grid * 3

        Avatar {
            initials: root.call.initials
            colour: root.call.colour
            owner: root.call.owner
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.grid / 2
            UiText {
                objectName: "incomingName"
                Layout.fillWidth: true
                words: root.call.status
                font.weight: Font.DemiBold
                elide: Text.ElideRight
                Accessible.ignored: false
            }
            UiText {
                Layout.fillWidth: true
                text: root.call.safety
                color: Theme.muted
                font.pixelSize: Theme.labelSize
                elide: Text.ElideRight
                Accessible.ignored: false
            }
        }
        RoundButton {
            objectName: "declineCall"
            size: Theme.control
            ground: Theme.callHangUp
            name: qsTr("Decline (Ctrl+Shift+D)")
            iconName: "hang_up"
            onActivated: root.call.decline()
        }
        RoundButton {
            objectName: "acceptCall"
            size: Theme.control
            ground: Theme.callAccept
            name: qsTr("Accept (Ctrl+Shift+A)")
            iconName: "phone"
            onActivated: root.call.accept()
        }
    }
}
