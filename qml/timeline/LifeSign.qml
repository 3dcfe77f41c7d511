import QtQuick
import Kontor.Ui

// What is left of a message's life, before its time of day. Placed by bindings, like all that says
// how large a bubble is: what a Row places moves a frame later.
Item {
    id: root
    property string life

    visible: life.length > 0
    implicitWidth: words.x + words.implicitWidth
    implicitHeight: Math.max(sign.height, words.implicitHeight)

    Icon {
        id: sign
        anchors.verticalCenter: parent.verticalCenter
        name: "timer"
        colour: Theme.muted
        size: Theme.grown(13)
    }
    UiText {
        id: words
        objectName: "life"
        x: sign.width + Theme.grid / 2
        anchors.verticalCenter: parent.verticalCenter
        //: what is left of a message's life; its time of day follows
        text: qsTr("%1 ·").arg(root.life)
        color: Theme.muted
        font.pixelSize: Theme.timeSize
    }
}
