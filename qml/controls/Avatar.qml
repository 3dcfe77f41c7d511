import QtQuick
import Kontor.App
import Kontor.Ui

// A person or a group: her picture, or initials where she has none.
Rectangle {
    id: root
    required property string initials
    required property int colour
    property string owner // whose picture, as view models name her
    property bool notes: false
    property int size: Theme.avatar
    property int availability: ProfileViewModel.Unsaid
    property color ground: Theme.side // around it

    width: size
    height: size
    implicitWidth: size
    implicitHeight: size
    radius: size / 2
    color: picture.shown ? Theme.clear : notes ? Theme.notesAvatar : Theme.avatarColour(colour)

    UiText {
        anchors.centerIn: parent
        visible: !root.notes && !picture.shown
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
    AvatarItem {
        id: picture
        objectName: "avatarPicture"
        anchors.fill: parent
        owner: root.visible ? root.owner : ""
        radius: root.radius
    }
    AvailabilityMark {
        // In the middle of its lower right edge.
        x: Math.round(root.size * 0.854 - width / 2)
        y: x
        availability: root.availability
        ground: root.ground
    }
}
