import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// On or off, with its name before it.
T.CheckBox {
    id: root
    property bool on: false
    signal activated

    function activate() {
        if (enabled)
            activated();
    }

    implicitHeight: Theme.grown(36)
    implicitWidth: implicitContentWidth + Theme.grown(50)
    hoverEnabled: true
    checked: on
    nextCheckState: () => checkState // the view model alone says whether it is on
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.name: text
    Accessible.onPressAction: activate()

    contentItem: UiText {
        text: root.text
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.Wrap
        rightPadding: Theme.grown(50)
    }
    indicator: Rectangle {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.grown(34)
        height: Theme.grown(20)
        radius: height / 2
        color: root.on ? Theme.accent : Theme.line

        Rectangle {
            x: root.on ? parent.width - width - 2 : 2
            anchors.verticalCenter: parent.verticalCenter
            width: parent.height - 4
            height: width
            radius: width / 2
            color: Theme.avatarText
            Behavior on x {
                enabled: Theme.motion > 0
                NumberAnimation {
                    duration: Theme.motion
                    easing.type: Easing.OutQuad
                }
            }
        }
    }
    background: Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.grid
        radius: Theme.controlRadius
        color: Theme.clear
        border.width: root.visualFocus ? Theme.focusLine : 0
        border.color: Theme.accent
    }
}
