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
    required property string sender
    required property string initials
    required property int colour
    required property string owner
    required property bool closes
    required property string edited
    required property App.QuoteCard quote
    required property App.FormattedWords formatted
    property bool avatars: ListView.view ? (ListView.view as MessageList).avatars : false
    signal linkActivated(string link)

    contentHeight: bubble.height + (closes ? Theme.grid * 2 : Theme.grid / 2)
    ringed: bubble

    Avatar {
        x: Theme.grid * 5
        anchors.bottom: bubble.bottom
        visible: root.initials.length > 0
        size: Theme.avatarSmall
        initials: root.initials
        colour: root.colour
        owner: root.owner
    }
    // The hairline below a bubble.
    Rectangle {
        anchors.fill: bubble
        anchors.topMargin: Theme.hairline
        anchors.bottomMargin: -Theme.hairline
        radius: bubble.radius
        color: Theme.line
    }
    Bubble {
        id: bubble
        x: root.avatars ? Theme.grid * 7 + Theme.avatarSmall : Theme.grid * 5
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
        sender: root.sender
        senderColour: Theme.senderColour(root.colour)
        available: root.width - x - Theme.grid * 10
        color: Theme.otherBubble
        onLinkActivated: link => (root.ListView.view as MessageList).linkActivated(link)
    }
    ListView.onPooled: bubble.deselect()
}
