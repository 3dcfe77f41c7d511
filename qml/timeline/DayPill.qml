import QtQuick
import Kontor.Ui

// "Today" between two days: a press leads to any other. For a screen reader it stays what it is, a
// heading; the keyboard finds the same in the details.
Rectangle {
    id: root
    required property string day
    signal activated

    function activate() {
        activated();
    }

    objectName: "dayPill"
    visible: day.length > 0
    width: label.implicitWidth + Theme.grid * 5
    height: Theme.dayPill
    radius: height / 2
    color: over.hovered ? Theme.line : Theme.hover

    UiText {
        id: label
        anchors.centerIn: parent
        text: root.day
        color: Theme.muted
        font.pixelSize: Theme.labelSize
        Accessible.role: Accessible.Heading
        Accessible.ignored: root.day.length === 0
        Accessible.onPressAction: root.activate()
    }
    HoverHandler {
        id: over
        cursorShape: Qt.PointingHandCursor
    }
    TapHandler {
        onTapped: root.activate()
    }
}
