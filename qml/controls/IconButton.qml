import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

T.Button {
    id: root
    required property string name
    required property string iconName
    property bool primary: false
    property bool chosen: false
    property bool iconShown: true // else there all the same, for keyboard and screen reader
    property int size: Theme.control
    property color ink: chosen ? Theme.accent : Theme.text
    property color hoverGround: Theme.hover
    signal activated

    function activate() {
        if (enabled)
            activated();
    }

    implicitWidth: size
    implicitHeight: size
    hoverEnabled: true
    opacity: enabled ? 1 : 0.4
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.role: Accessible.Button
    Accessible.name: name
    Accessible.onPressAction: activate()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            visible: root.iconShown
            name: root.iconName
            size: root.size < Theme.control ? Theme.smallIcon : Theme.icon
            colour: root.primary ? Theme.accentText : root.ink
        }
    }
    background: Rectangle {
        radius: Theme.controlRadius
        color: root.primary ? (root.hovered && root.enabled ? Theme.accentHover : Theme.accent) : root.chosen ? Theme.selected : root.hovered || root.down ? root.hoverGround : Theme.clear
        border.width: root.visualFocus ? Theme.focusLine : 0
        border.color: root.primary ? Theme.text : Theme.accent
    }
    Tip {
        shown: root.hovered
        text: root.name
    }
}
