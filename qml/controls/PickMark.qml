import QtQuick
import Kontor.Ui

// Whether a row is picked.
Rectangle {
    id: root
    required property bool picked

    implicitWidth: Theme.grown(20)
    implicitHeight: Theme.grown(20)
    radius: height / 2
    color: picked ? Theme.accent : Theme.clear
    border.width: picked ? 0 : Theme.hairline * 1.5
    border.color: Theme.muted
    Icon {
        anchors.centerIn: parent
        visible: root.picked
        name: "check"
        colour: Theme.accentText
        size: Theme.grown(14)
    }
}
