import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// Somebody who is picked; pressed, she is not any more.
T.Button {
    id: root
    required property int index
    required property string modelData
    signal activated

    function activate() {
        if (enabled)
            activated();
    }

    implicitWidth: implicitContentWidth + Theme.grid * 5
    implicitHeight: Theme.grown(26)
    hoverEnabled: true
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("%1, picked: take away").arg(modelData)
    Accessible.onPressAction: activate()

    contentItem: ButtonWords {
        text: root.modelData
        iconName: "close"
        iconLast: true
        ink: Theme.accent
        size: Theme.labelSize
        most: Theme.sideWidth * 0.6
    }
    background: Rectangle {
        radius: height / 2
        color: root.hovered ? Theme.hover : Theme.selected
        border.width: root.visualFocus ? Theme.focusLine : 0
        border.color: Theme.accent
    }
}
