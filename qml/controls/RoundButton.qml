import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// A round button of a call: its colour says what it does.
T.Button {
    id: root
    required property string name
    required property string iconName
    property color ground: Theme.callControl
    property color ink: Theme.callText
    property int size: Theme.callButton
    property bool pressedIn: false // stays in, like mute
    signal activated

    function activate() {
        if (enabled)
            activated();
    }

    implicitWidth: size
    implicitHeight: size
    hoverEnabled: true
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.role: Accessible.Button
    Accessible.name: name
    Accessible.onPressAction: activate()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: Math.round(root.size * 0.42)
            colour: root.pressedIn ? Theme.callGround : root.ink
        }
    }
    background: Rectangle {
        radius: root.size / 2
        color: root.pressedIn ? Theme.callText : root.hovered || root.down ? Qt.lighter(root.ground, 1.15) : root.ground
        border.width: root.visualFocus ? Theme.focusLine : 0
        border.color: Theme.callText
    }
    Tip {
        shown: root.hovered
        text: root.name
    }
}
