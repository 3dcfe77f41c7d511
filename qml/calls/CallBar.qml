import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.App
import Kontor.Ui

// A call that goes on, or has ended, while something else is looked at: the way back to it, and its
// end.
Rectangle {
    id: root
    required property CallViewModel call
    readonly property bool over: call.stage === CallViewModel.Over
    signal backWanted

    implicitWidth: Theme.callCard
    implicitHeight: row.implicitHeight + Theme.grid * 4
    radius: Theme.bubbleRadius
    color: Theme.callGround
    border.width: Theme.hairline
    border.color: Theme.callControl

    RowLayout {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.grid * 4
        width: parent.width - Theme.grid * 6
        spacing: Theme.grid * 3

        T.AbstractButton {
            id: back
            objectName: "backToCall"
            Layout.fillWidth: true
            implicitHeight: Theme.control
            function activate() {
                root.backWanted();
            }
            onClicked: activate()
            Keys.onReturnPressed: activate()
            Keys.onEnterPressed: activate()
            Accessible.role: Accessible.Button
            Accessible.name: root.over ? root.call.status : qsTr("Back to the call with %1, %2").arg(root.call.name).arg(root.call.status)
            Accessible.onPressAction: activate()

            contentItem: RowLayout {
                spacing: Theme.grid * 2
                Icon {
                    name: root.call.muted ? "microphone_off" : "phone"
                    colour: Theme.callText
                    size: Theme.smallIcon
                }
                UiText {
                    Layout.fillWidth: true
                    words: root.over ? root.call.status : qsTr("%1 · %2").arg(root.call.name).arg(root.call.status)
                    color: Theme.callText
                    elide: Text.ElideRight
                    font.pixelSize: Theme.secondarySize
                }
            }
            background: Rectangle {
                radius: Theme.controlRadius
                color: back.hovered ? Theme.callControl : Theme.clear
                border.width: back.visualFocus ? Theme.focusLine : 0
                border.color: Theme.callText
            }
        }
        RoundButton {
            objectName: "endBar"
            size: Theme.control
            ground: root.over ? Theme.callControl : Theme.callHangUp
            name: root.over ? qsTr("Close") : qsTr("Hang up")
            iconName: root.over ? "close" : "hang_up"
            onActivated: root.over ? root.call.dismiss() : root.call.hangUp()
        }
    }
}
