pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

TimelineRow {
    id: root
    required property string markup
    required property bool styled
    required property bool large
    required property string life
    required property string time
    required property bool closes
    required property string edited
    required property App.QuoteCard quote
    required property App.FormattedWords formatted
    required property string delivery
    required property string deliveryText
    required property string failure

    contentHeight: bubble.height + trouble.height + (closes ? Theme.grid * 2 : Theme.grid / 2)
    ringed: bubble

    Bubble {
        id: bubble
        anchors.right: parent.right
        anchors.rightMargin: Theme.grid * 5
        text: root.text
        markup: root.markup
        styled: root.styled
        large: root.large
        life: root.life
        time: root.time
        edited: root.edited
        quote: root.quote
        formatted: root.formatted
        onEntryWanted: id => (root.ListView.view as MessageList).entryWanted(id)
        delivery: root.delivery
        deliveryText: root.deliveryText
        available: root.width - Theme.grid * 20
        color: Theme.ownBubble
        onLinkActivated: link => (root.ListView.view as MessageList).linkActivated(link)
    }
    Loader {
        id: trouble
        anchors.top: bubble.bottom
        anchors.right: bubble.right
        width: Math.min(parent.width - Theme.grid * 10, Theme.bubbleWidth)
        height: root.failure && item ? (item as Item).implicitHeight : 0
        visible: root.failure.length > 0
        source: root.failure ? "NotSent.qml" : ""
        onLoaded: {
            const notice = item as NotSent;
            notice.sentence = Qt.binding(() => root.failure);
            notice.againWanted.connect(() => (root.ListView.view as MessageList).againWanted(root.entryId));
            notice.discardWanted.connect(() => (root.ListView.view as MessageList).discardWanted(root.entryId));
        }
    }
    ListView.onPooled: bubble.deselect()
}
