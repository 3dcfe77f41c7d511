import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// One of a few that exclude each other.
T.RadioButton {
    id: root
    property bool chosen: false
    signal activated

    function activate() {
        if (enabled)
            activated();
    }

    implicitWidth: implicitContentWidth + Theme.grid * 6
    implicitHeight: Theme.control
    hoverEnabled: true
    checkable: false // the view model alone says what is chosen
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.onPressAction: activate()

    contentItem: UiText {
        text: root.text
        color: root.chosen ? Theme.accentText : Theme.text
        font.pixelSize: Theme.secondarySize
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
    }
    background: Rectangle {
        radius: height / 2
        color: root.chosen ? Theme.accent : root.hovered ? Theme.line : Theme.hover
        border.width: root.visualFocus ? Theme.focusLine : 0
        border.color: root.chosen ? Theme.text : Theme.accent
    }
}
