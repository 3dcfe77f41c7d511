import QtQuick
import QtQuick.Templates as T
import Kontor.App
import Kontor.Ui

T.Dialog {
    id: root
    required property MuteViewModel mute

    function muteFor(length: int) {
        mute.mute(length);
        close();
    }

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
        width: parent ? parent.width : 0
        implicitHeight: Theme.smallRow
        contentItem: UiText {
            text: choice.text
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
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
        Choice {
            id: hour
            objectName: "muteHour"
            text: qsTr("Mute for 1 hour")
            onActivated: root.muteFor(MuteViewModel.OneHour)
        }
        Choice {
            objectName: "muteEightHours"
            text: qsTr("Mute for 8 hours")
            onActivated: root.muteFor(MuteViewModel.EightHours)
        }
        Choice {
            objectName: "muteUntilTomorrow"
            text: qsTr("Mute until tomorrow")
            onActivated: root.muteFor(MuteViewModel.UntilTomorrow)
        }
        Choice {
            objectName: "muteAlways"
            text: qsTr("Mute always")
            onActivated: root.muteFor(MuteViewModel.Always)
        }
    }
}
