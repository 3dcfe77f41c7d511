import QtQuick
import Kontor.Ui

// Why something did not work, where it was tried.
Item {
    id: root
    required property string sentence

    implicitHeight: visible ? words.implicitHeight + Theme.grid * 4 : 0
    visible: sentence.length > 0

    UiText {
        id: words
        anchors.centerIn: parent
        width: parent.width - Theme.grid * 7
        text: root.sentence
        color: Theme.danger
        font.pixelSize: Theme.secondarySize
        lineHeight: Theme.secondaryLine
        lineHeightMode: Text.FixedHeight
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
        Accessible.ignored: !root.visible
    }
}
