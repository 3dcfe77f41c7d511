import QtQuick
import Kontor.Ui

// What is left of a message's life, before its time of day.
Row {
    id: root
    property string life

    spacing: Theme.grid / 2
    visible: life.length > 0

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: "timer"
        colour: Theme.muted
        size: Theme.grown(13)
    }
    UiText {
        objectName: "life"
        anchors.verticalCenter: parent.verticalCenter
        //: what is left of a message's life; its time of day follows
        text: qsTr("%1 ·").arg(root.life)
        color: Theme.muted
        font.pixelSize: Theme.timeSize
    }
}
