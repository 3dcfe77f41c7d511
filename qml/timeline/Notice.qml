import QtQuick
import Kontor.Ui

TimelineRow {
    id: root
    contentHeight: label.height + Theme.grid * 4
    ringed: pill

    Rectangle {
        id: pill
        anchors.centerIn: label
        width: label.contentWidth + Theme.grid * 5
        height: label.height + Theme.grid * 2
        radius: Math.min(height / 2, Theme.bubbleRadius)
        color: Theme.clear
    }
    UiText {
        id: label
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.grid * 2
        width: Math.min(parent.width - Theme.grid * 16, Theme.bubbleWidth)
        words: root.text
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        color: Theme.muted
        font.pixelSize: Theme.labelSize
        lineHeight: Theme.labelLine
        lineHeightMode: Text.FixedHeight
    }
}
