import QtQuick
import Kontor.App
import Kontor.Ui

// What somebody says of whether she can be reached: a full dot, one with a bar, a hollow one; told
// apart without colours.
Rectangle {
    id: root
    required property int availability
    property color ground: Theme.side
    readonly property bool busy: availability === ProfileViewModel.Busy
    readonly property bool away: availability === ProfileViewModel.Away

    objectName: "availabilityMark"
    visible: availability !== ProfileViewModel.Unsaid
    implicitWidth: Theme.grid * 3.5
    implicitHeight: implicitWidth
    radius: width / 2
    color: ground

    Rectangle {
        anchors.centerIn: parent
        width: parent.width - Theme.grid
        height: width
        radius: width / 2
        color: root.away ? root.ground : root.busy ? Theme.danger : Theme.good
        border.width: root.away ? Theme.focusLine : 0
        border.color: Theme.amber

        Rectangle {
            objectName: "busyBar"
            anchors.centerIn: parent
            visible: root.busy
            width: parent.width * 0.6
            height: Theme.focusLine
            color: root.ground
        }
    }
}
