import QtQuick
import Kontor.Ui

// Stands in the composer's place where nothing can be written.
Rectangle {
    id: root
    required property string sentence

    implicitHeight: words.implicitHeight + Theme.grid * 8
    color: Theme.side

    Divider {
        width: parent.width
    }
    UiText {
        id: words
        anchors.centerIn: parent
        width: parent.width - Theme.grid * 12
        text: root.sentence
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        lineHeight: Theme.secondaryLine
        lineHeightMode: Text.FixedHeight
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        Accessible.ignored: false
    }
}
