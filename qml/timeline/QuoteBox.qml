import QtQuick
import Kontor.App as App
import Kontor.Ui

// What a message answers: pressing it leads there, when it is there.
FocusScope {
    id: root
    required property App.QuoteCard quote
    property real available: 0
    signal wanted(real target)

    // Null for a moment, when its row is about to show another message or to go.
    readonly property bool here: quote !== null && quote.here
    readonly property string sender: quote ? quote.who : ""
    readonly property string said: quote ? quote.words : ""
    readonly property color hue: Theme.senderColour(quote ? quote.colour : 0)
    readonly property real side: Theme.grid * 2.5
    readonly property real wish: side + Math.max(who.implicitWidth, words.implicitWidth) + Theme.grid * 2

    function activate() {
        if (here)
            wanted(quote.target);
    }

    objectName: "quote"
    activeFocusOnTab: here
    implicitHeight: Theme.grid + (who.visible ? who.height : 0) + words.height + Theme.grid
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.role: here ? Accessible.Button : Accessible.StaticText
    Accessible.name: here ? qsTr("Answer to %1: %2").arg(sender).arg(said) : said
    Accessible.onPressAction: activate()

    Rectangle {
        anchors.fill: parent
        radius: Theme.controlRadius / 2
        color: over.hovered && root.here ? Theme.hover : Theme.clear
        border.width: root.activeFocus ? Theme.focusLine : 0
        border.color: Theme.accent
    }
    Rectangle {
        width: Theme.grid * 0.75
        height: parent.height
        radius: width / 2
        color: root.here ? root.hue : Theme.muted
    }
    HoverHandler {
        id: over
        cursorShape: root.here ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
    TapHandler {
        onTapped: root.activate()
    }
    UiText {
        id: who
        x: root.side
        y: Theme.grid
        width: Math.min(implicitWidth, root.available - root.side)
        height: visible ? Theme.labelLine : 0
        visible: root.sender.length > 0
        words: root.sender
        color: root.hue
        font.pixelSize: Theme.labelSize
        font.weight: Font.DemiBold
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
    UiText {
        id: words
        x: root.side
        y: Theme.grid + who.height
        width: Math.min(implicitWidth, root.available - root.side)
        height: Theme.secondaryLine
        words: root.said
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        font.italic: !root.here
        elide: Text.ElideRight
        maximumLineCount: 1
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
