import QtQuick
import Kontor.Ui

// An option above its column.
Rectangle {
    id: root
    required property string day
    required property string time
    required property bool best
    required property string spoken
    required property string label

    color: best ? Theme.selected : Theme.clear
    Accessible.role: Accessible.StaticText
    Accessible.name: spoken

    Column {
        anchors.centerIn: parent
        width: parent.width - Theme.grid * 2
        UiText {
            width: parent.width
            words: root.day
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            maximumLineCount: root.time.length > 0 ? 1 : 2
            elide: Text.ElideRight
            font.pixelSize: Theme.secondarySize
        }
        UiText {
            width: parent.width
            visible: text.length > 0
            text: root.time
            horizontalAlignment: Text.AlignHCenter
            elide: Text.ElideRight
            font.pixelSize: Theme.secondarySize
            font.weight: Font.DemiBold
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
    HoverHandler {
        id: pointed
    }
    Tip {
        shown: pointed.hovered
        text: root.label
    }
}
