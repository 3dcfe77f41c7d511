import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// Below an own message that was refused: why, and what can be done.
ColumnLayout {
    id: root
    property string sentence
    signal againWanted
    signal discardWanted

    spacing: 0

    UiText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.grid
        text: qsTr("Not sent. %1").arg(root.sentence)
        color: Theme.danger
        font.pixelSize: Theme.labelSize
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: false
    }
    RowLayout {
        Layout.alignment: Qt.AlignRight
        spacing: Theme.grid
        TextButton {
            objectName: "sendAgain"
            kind: "link"
            text: qsTr("Send again")
            onActivated: root.againWanted()
        }
        TextButton {
            objectName: "discard"
            kind: "link"
            text: qsTr("Discard")
            onActivated: root.discardWanted()
        }
    }
}
