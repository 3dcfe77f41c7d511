import QtQuick
import Kontor.App as App
import Kontor.Ui

// A poll in the timeline: others' left, one's own right, like a bubble.
TimelineRow {
    id: root
    required property App.PollCardModel poll
    required property bool own
    required property string life
    required property string time
    required property string sender
    required property string initials
    required property int colour
    required property string owner
    required property string delivery
    required property string failure
    readonly property PollDoings doings: ListView.view ? (ListView.view as MessageList).polls : null
    property bool avatars: ListView.view ? (ListView.view as MessageList).avatars : false

    contentHeight: card.height + unsent.height + Theme.grid * 2
    ringed: card

    Avatar {
        x: Theme.grid * 5
        anchors.bottom: card.bottom
        visible: root.initials.length > 0
        size: Theme.avatarSmall
        initials: root.initials
        colour: root.colour
        owner: root.owner
    }
    Rectangle { // the hairline
        visible: !root.own
        anchors.fill: card
        anchors.topMargin: Theme.hairline
        anchors.bottomMargin: -Theme.hairline
        radius: card.radius
        color: Theme.line
    }
    PollCard {
        id: card
        readonly property real start: root.avatars && !root.own ? Theme.grid * 7 + Theme.avatarSmall : Theme.grid * 5
        x: root.own ? root.width - width - Theme.grid * 5 : start
        width: Math.min(Theme.dialogWidth, root.width - start - Theme.grid * 10)
        height: implicitHeight
        color: root.own ? Theme.ownBubble : Theme.otherBubble
        poll: root.poll
        sender: root.sender
        senderColour: Theme.senderColour(root.colour)
        life: root.life
        time: root.time
        delivery: root.delivery
        trouble: root.delivery === "failed" ? "" : root.failure
        copyable: root.doings?.writable ?? false
        onVoted: option => root.doings.vote(root.entryId, option)
        onCommented: words => root.doings.comment(root.entryId, words)
        onClosingWanted: root.doings.close(root.entryId)
        onReopenWanted: root.doings.reopen(root.entryId)
        onRemindWanted: root.doings.remind(root.entryId)
        onTableWanted: root.doings.openTable(root.entryId)
        onCopyWanted: root.doings.askAgain(root.entryId)
    }
    Loader {
        id: unsent
        anchors.top: card.bottom
        anchors.right: card.right
        width: card.width
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
