import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// A row of a list that does something: picture, words, room at its end.
T.Button {
    id: root
    property bool chosen: false
    property string spoken: text
    property int indent: Theme.grid * 2
    signal activated

    function activate() {
        if (enabled)
            activated();
    }

    implicitHeight: Theme.row
    leftPadding: indent
    rightPadding: indent
    hoverEnabled: true
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.name: spoken
    Accessible.onPressAction: activate()

    background: Rectangle {
        radius: Theme.rowRadius
        color: root.chosen ? Theme.selected : root.hovered || root.down ? Theme.hover : Theme.clear
        border.width: root.visualFocus ? Theme.focusLine : 0
        border.color: Theme.accent
    }
}
