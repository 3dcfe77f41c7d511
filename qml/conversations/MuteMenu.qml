import QtQuick
import QtQuick.Templates as T
import Kontor.App
import Kontor.Ui

T.Dialog {
    id: root
    required property MuteViewModel mute

    title: qsTr("Notifications")
    focus: true
    padding: Theme.grid
    margins: Theme.grid * 2
    implicitWidth: parent ? parent.width : Theme.grown(220)
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside
    onOpened: (mute.muted ? unmute : hour).forceActiveFocus(Qt.PopupFocusReason)

    background: Rectangle {
        radius: Theme.rowRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }

    component Choice: ActionRow {
        id: choice
        width: root.availableWidth
        implicitHeight: Theme.smallRow
        contentItem: UiText {
            text: choice.text
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
        }
    }
    component MuteChoice: Choice {
        required property int length
        onActivated: {
            root.mute.mute(length);
            root.close();
        }
    }

    Column {
        width: root.availableWidth
        Choice {
            id: unmute
            objectName: "unmute"
            visible: root.mute.muted
            text: qsTr("Turn on again")
            onActivated: {
                root.mute.unmute();
                root.close();
            }
        }
        MuteChoice {
            id: hour
            objectName: "muteHour"
            length: MuteViewModel.OneHour
            text: qsTr("Mute for 1 hour")
        }
        MuteChoice {
            objectName: "muteEightHours"
            length: MuteViewModel.EightHours
            text: qsTr("Mute for 8 hours")
        }
        MuteChoice {
            objectName: "muteUntilTomorrow"
            length: MuteViewModel.UntilTomorrow
            text: qsTr("Mute until tomorrow")
        }
        MuteChoice {
            objectName: "muteAlways"
            length: MuteViewModel.Always
            text: qsTr("Mute always")
        }
    }
}
