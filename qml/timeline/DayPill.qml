import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// "Today" between two days: a press leads to any other.
T.Button {
    id: root
    required property string day
    signal activated

    function activate() {
        activated();
    }

    objectName: "dayPill"
    visible: day.length > 0
    width: contentItem.implicitWidth + Theme.grid * 5
    height: Theme.dayPill
    focusPolicy: Qt.NoFocus // the keyboard finds it in the details
    hoverEnabled: true
    onClicked: activate()
    Accessible.role: Accessible.Heading
    Accessible.name: day
    Accessible.ignored: day.length === 0
    Accessible.onPressAction: activate()

    contentItem: UiText {
        text: root.day
        color: Theme.muted
        font.pixelSize: Theme.labelSize
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
    }
    background: Rectangle {
        radius: height / 2
        color: root.hovered ? Theme.line : Theme.hover
    }
}
