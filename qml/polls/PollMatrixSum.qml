import QtQuick
import Kontor.Ui

// How many said yes to an option, and how many "if need be".
Rectangle {
    id: root
    required property string count
    required property bool best

    color: best ? Theme.selected : Theme.clear

    UiText {
        anchors.centerIn: parent
        text: root.count
        font.pixelSize: Theme.secondarySize
        font.weight: root.best ? Font.DemiBold : Font.Normal
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
