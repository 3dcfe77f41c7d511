import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// What stands where nothing is yet, or where something went wrong: a sentence and one button.
ColumnLayout {
    id: root
    property string iconName
    property string sentence
    property string action
    property bool busy: false
    signal activated

    spacing: Theme.grid * 3

    BusyDots {
        Layout.alignment: Qt.AlignHCenter
        visible: root.busy
    }
    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        visible: root.iconName.length > 0 && !root.busy
        implicitWidth: Theme.grown(48)
        implicitHeight: Theme.grown(48)
        radius: height / 2
        color: Theme.hover
        Icon {
            anchors.centerIn: parent
            name: root.iconName
            colour: Theme.muted
            size: Theme.grown(24)
        }
    }
    UiText {
        objectName: "emptySentence"
        Layout.fillWidth: true
        words: root.sentence
        color: Theme.muted
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        lineHeight: Theme.textLine
        lineHeightMode: Text.FixedHeight
        visible: text.length > 0
        Accessible.ignored: !visible
    }
    TextButton {
        Layout.alignment: Qt.AlignHCenter
        objectName: "emptyStateAction"
        visible: root.action.length > 0
        text: root.action
        onActivated: root.activated()
    }
}
