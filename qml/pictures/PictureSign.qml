import QtQuick
import Kontor.App as App
import Kontor.Ui

// What is said on a picture: its kind, that it is on its way, or why it cannot be seen.
Item {
    id: root
    required property App.PictureCard picture
    property bool shown: false
    readonly property string trouble: picture ? picture.trouble : ""
    readonly property bool underWay: picture !== null && picture.underWay && trouble.length === 0

    Rectangle {
        x: Theme.grid * 2
        y: Theme.grid * 2
        visible: kind.text.length > 0
        width: kind.width + Theme.grid * 3
        height: kind.height + Theme.grid
        radius: Theme.grid
        color: Theme.pictureGround
        UiText {
            id: kind
            anchors.centerIn: parent
            text: root.picture ? root.picture.badge : ""
            color: Theme.pictureText
            font.pixelSize: Theme.timeSize
        }
    }
    Rectangle {
        anchors.centerIn: parent
        visible: root.underWay
        width: dots.width + Theme.grid * 6
        height: Theme.control
        radius: height / 2
        color: Theme.pictureGround
        BusyDots {
            id: dots
            anchors.centerIn: parent
            Accessible.name: qsTr("On its way")
        }
    }
    Rectangle {
        anchors.centerIn: parent
        visible: root.trouble.length > 0
        width: Math.min(parent.width - Theme.grid * 2, sentence.implicitWidth + Theme.grid * 4)
        height: sentence.height + Theme.grid * 3
        radius: Theme.controlRadius
        color: Theme.pictureGround
        UiText {
            id: sentence
            objectName: "trouble"
            anchors.centerIn: parent
            width: parent.width - Theme.grid * 4
            text: root.trouble
            color: Theme.pictureText
            font.pixelSize: Theme.secondarySize
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: !visible
        }
    }
}
