import QtQuick
import Kontor.App as App
import Kontor.Ui

// A picture with its words below. Its place is known before its bytes are here: nothing jumps.
Rectangle {
    id: root
    required property App.PictureCard picture
    required property real available
    required property string life
    required property string time
    property bool playing: false
    property string sender
    property color senderColour: Theme.text
    property string delivery
    signal activated
    signal linkActivated(string link)

    readonly property real edge: Theme.grid
    readonly property real side: Theme.grid * 2.75
    readonly property bool named: sender.length > 0
    readonly property bool captioned: picture !== null && picture.caption.length > 0
    readonly property size shape: shapeOf(picture ? picture.size : Qt.size(0, 0))

    // Small ones stay small, long ones are cut: the whole is one press away.
    function shapeOf(pixels: size): size {
        const most = Math.min(Theme.pictureSide, available - 2 * edge);
        if (pixels.width <= 0 || pixels.height <= 0)
            return Qt.size(most, most * 0.6);
        const scale = Math.min(1, most / pixels.width, most / pixels.height);
        const least = Math.min(Theme.pictureLeast, most);
        return Qt.size(Math.round(Math.max(least, pixels.width * scale)), Math.round(Math.max(least, pixels.height * scale)));
    }

    function activate() {
        activated();
    }

    objectName: "pictureBubble"
    width: shape.width + 2 * edge
    height: foot.y + foot.height + Theme.grid * 1.25
    radius: Theme.bubbleRadius

    UiText {
        id: name
        x: root.side
        y: root.named ? Theme.grid * 1.25 : 0
        visible: root.named
        width: root.width - 2 * root.side
        height: root.named ? Theme.textLine : 0
        words: root.sender
        color: root.senderColour
        font.pixelSize: Theme.secondarySize
        font.weight: Font.DemiBold
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
    }
    Rectangle { // until there is anything to see
        anchors.fill: image
        radius: image.radius
        color: Theme.hover
    }
    App.PictureItem {
        id: image
        objectName: "picture"
        x: root.edge
        y: name.y + name.height + root.edge
        width: root.shape.width
        height: root.shape.height
        radius: Theme.rowRadius
        source: root.picture
        playing: root.playing && !Theme.calm

        TapHandler {
            onTapped: root.activate()
        }
        HoverHandler {
            cursorShape: Qt.PointingHandCursor
        }
    }
    PictureSign {
        anchors.fill: image
        picture: root.picture
        shown: image.shown
    }
    UiText {
        id: caption
        objectName: "caption"
        x: root.side
        y: image.y + image.height + (root.captioned ? Theme.grid * 1.5 : 0)
        width: root.width - 2 * root.side
        visible: root.captioned
        text: root.picture ? root.picture.markup : ""
        textFormat: root.picture && root.picture.styled ? Text.StyledText : Text.PlainText
        wrapMode: Text.Wrap
        lineHeight: Theme.textLine
        lineHeightMode: Text.FixedHeight
        onLinkActivated: link => root.linkActivated(link)
    }
    BubbleFoot {
        id: foot
        anchors.right: parent.right
        anchors.rightMargin: root.side
        y: caption.y + (root.captioned ? caption.implicitHeight : 0) + Theme.grid
        life: root.life
        time: root.time
        delivery: root.delivery
    }
}
