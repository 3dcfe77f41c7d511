import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// One emoji that can be chosen.
T.AbstractButton {
    id: root
    required property string sign
    required property string name
    property bool chosen: false
    property int size: Theme.emojiCell
    signal activated
    signal variantsWanted // a long press: in which skin tones it comes

    function activate() {
        if (enabled)
            activated();
    }

    implicitWidth: size
    implicitHeight: Theme.emojiCell
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    onClicked: activate()
    onPressAndHold: variantsWanted()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.role: Accessible.Button
    Accessible.name: name
    Accessible.focusable: true
    Accessible.onPressAction: activate()

    contentItem: Item {
        EmojiPicture {
            anchors.centerIn: parent
            sign: root.sign
        }
    }
    background: Rectangle {
        radius: Theme.controlRadius
        color: root.chosen || root.activeFocus ? Theme.selected : root.hovered || root.down ? Theme.hover : Theme.clear
        border.width: root.activeFocus ? Theme.focusLine : 0
        border.color: Theme.accent
    }
}
