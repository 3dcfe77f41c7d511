pragma ComponentBehavior: Bound
import QtQuick
import Kontor.Ui

// Something is under way. Still with "reduce motion", and while it cannot be seen.
Row {
    id: root
    property int turn: 0

    spacing: Theme.grid * 1.5
    Accessible.role: Accessible.Animation
    Accessible.name: qsTr("One moment …")
    Accessible.ignored: !visible

    Timer {
        running: root.visible && Theme.motion > 0
        repeat: true
        interval: 280
        onTriggered: root.turn = (root.turn + 1) % 3
    }
    Repeater {
        model: 3
        BusyDot {
            id: dot
            lit: root.turn === dot.index
        }
    }
}
