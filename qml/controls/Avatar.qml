import QtQuick
import Kontor.Ui

Rectangle {
    id: root
    required property string initials
    required property int colour
    property bool notes: false
    property int size: Theme.avatar

    width: size
    height: size
    implicitWidth: size
    implicitHeight: size
    radius: size / 2
    color: notes ? Theme.notesAvatar : Theme.avatarColour(colour)

    UiText {
        anchors.centerIn: parent
        visible: !root.notes
        words: root.initials
        color: Theme.avatarText
        font.pixelSize: Math.round(root.size * 0.38)
        font.weight: Font.DemiBold
    }
    Icon {
        anchors.centerIn: parent
        visible: root.notes
        name: root.notes ? "notes" : ""
        colour: Theme.avatarText
        size: Math.round(root.size * 0.5)
    }
}
