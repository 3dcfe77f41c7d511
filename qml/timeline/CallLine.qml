import QtQuick
import Kontor.App
import Kontor.Ui

// What a call was; of a missed one the way to call back.
TimelineRow {
    id: root
    required property bool missed
    readonly property real gap: Theme.grid * 1.5
    readonly property Application caller: ListView.view ? (ListView.view as MessageList).caller : null

    function activate() {
        if (back.visible)
            back.activate();
    }

    contentHeight: Math.max(label.height, back.visible ? back.height : 0) + Theme.grid * 3
    ringed: line

    Item {
        id: line
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.grid * 1.5
        width: icon.width + root.gap + label.width + (back.visible ? back.width + root.gap : 0)
        height: root.contentHeight - Theme.grid * 3

        Icon {
            id: icon
            anchors.verticalCenter: parent.verticalCenter
            name: "phone"
            colour: root.missed ? Theme.danger : Theme.muted
            size: Theme.smallIcon
        }
        UiText {
            id: label
            x: icon.width + root.gap
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.width - Theme.grid * 16 - (back.visible ? back.width : 0))
            words: root.text
            elide: Text.ElideRight
            color: root.missed ? Theme.danger : Theme.muted
            font.pixelSize: Theme.labelSize
        }
        TextButton {
            id: back
            objectName: "callBack"
            x: label.x + label.width + root.gap
            anchors.verticalCenter: parent.verticalCenter
            visible: root.missed && root.caller !== null && root.caller.canCall
            kind: "link"
            text: qsTr("Call back")
            onActivated: root.caller.startCall()
        }
    }
}
