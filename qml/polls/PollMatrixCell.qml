import QtQuick
import Kontor.Ui

// What one person said to one option; in one's own line pressing it goes on to the next answer.
Rectangle {
    id: root
    required property int row
    required property int column
    required property int answer
    required property bool given
    required property bool own
    required property bool best
    required property string spoken
    property bool current: false // the keyboard stands on it
    signal activated

    function activate() {
        if (own)
            activated();
    }

    // A cell that waits to be used again still has its words: screen readers must not find them.
    TableView.onPooled: visible = false
    TableView.onReused: visible = true
    objectName: own ? "ownCell" + column : "cell"
    implicitWidth: 1
    implicitHeight: 1
    color: best ? Theme.selected : pointer.containsMouse ? Theme.hover : Theme.clear
    border.width: current ? Theme.focusLine : 0
    border.color: Theme.accent
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.ignored: !own
    Accessible.onPressAction: activate()

    Row {
        anchors.centerIn: parent
        UiText {
            visible: root.answer === 2
            text: "("
            color: Theme.amber
            font.pixelSize: Theme.secondarySize
        }
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.answer > 0
            name: "check"
            colour: root.answer === 2 ? Theme.amber : Theme.good
            size: Theme.grown(14)
        }
        UiText {
            visible: root.answer === 2
            text: ")"
            color: Theme.amber
            font.pixelSize: Theme.secondarySize
        }
    }
    Rectangle { // no
        anchors.centerIn: parent
        visible: root.given && root.answer === 0
        width: Theme.grid * 1.75
        height: 1.5
        color: Theme.muted
    }
    Rectangle { // one's own answer that is still to be given
        anchors.centerIn: parent
        visible: root.own && !root.given
        width: Theme.grown(14)
        height: width
        radius: width / 2
        color: Theme.clear
        border.width: 1.5
        border.color: Theme.muted
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
    MouseArea {
        id: pointer
        anchors.fill: parent
        enabled: root.own
        hoverEnabled: root.own
        onClicked: root.activate()
    }
}
