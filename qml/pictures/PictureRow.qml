import QtQuick
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// A picture in the timeline: others' left, one's own right, like a bubble.
TimelineRow {
    id: root
    required property App.PictureCard picture
    required property bool own
    required property string life
    required property string time
    required property string sender
    required property string initials
    required property int colour
    required property string owner
    required property string delivery
    required property string failure
    property bool avatars: ListView.view ? (ListView.view as MessageList).avatars : false
    readonly property real contentY: ListView.view ? ListView.view.contentY : 0
    readonly property bool inView: ListView.view !== null && y + height > contentY && y < contentY + ListView.view.height

    opensItself: true
    onActivated: (ListView.view as MessageList).pictureWanted(picture)
    contentHeight: frame.height + unsent.height + Theme.grid * 2
    ringed: frame

    Avatar {
        x: Theme.grid * 5
        anchors.bottom: frame.bottom
        visible: root.initials.length > 0
        size: Theme.avatarSmall
        initials: root.initials
        colour: root.colour
        owner: root.owner
    }
    Rectangle { // the hairline
        visible: !root.own
        anchors.fill: frame
        anchors.topMargin: Theme.hairline
        anchors.bottomMargin: -Theme.hairline
        radius: frame.radius
        color: Theme.line
    }
    PictureBubble {
        id: frame
        readonly property real start: root.avatars && !root.own ? Theme.grid * 7 + Theme.avatarSmall : Theme.grid * 5
        x: root.own ? root.width - width - Theme.grid * 5 : start
        available: root.width - start - Theme.grid * 10
        color: root.own ? Theme.ownBubble : Theme.otherBubble
        picture: root.picture
        playing: root.inView && root.Window.active
        sender: root.sender
        senderColour: Theme.senderColour(root.colour)
        life: root.life
        time: root.time
        delivery: root.delivery
        onActivated: root.activate()
        onLinkActivated: link => (root.ListView.view as MessageList).linkActivated(link)
    }
    Loader {
        id: unsent
        anchors.top: frame.bottom
        anchors.right: frame.right
        width: Math.min(parent.width - Theme.grid * 10, Theme.bubbleWidth)
        height: visible && item ? (item as Item).implicitHeight : 0
        visible: root.delivery === "failed"
        source: visible ? "../timeline/NotSent.qml" : ""
        onLoaded: {
            const notice = item as NotSent;
            notice.sentence = Qt.binding(() => root.failure);
            notice.againWanted.connect(() => (root.ListView.view as MessageList).againWanted(root.entryId));
            notice.discardWanted.connect(() => (root.ListView.view as MessageList).discardWanted(root.entryId));
        }
    }
}
