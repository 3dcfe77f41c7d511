import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// One filter: pressed, it narrows the search.
T.Button {
    id: root
    required text
    required property bool chosen
    signal activated

    function activate() {
        activated();
    }

    implicitWidth: implicitContentWidth + Theme.grid * 4
    implicitHeight: Theme.grown(24)
    hoverEnabled: true
    focusPolicy: Qt.TabFocus // the caret stays in the field
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
        font.pixelSize: Theme.labelSize
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
