import QtQuick
import Kontor.App as App
import Kontor.Ui

// What one message looks like: the sender above where a run begins, the words, the time in the
// last line where it fits.
Rectangle {
    id: root
    required property string text
    required property string markup
    required property bool styled
    required property string time
    property string life
    required property real available
    property bool large: false // emoji alone
    property string sender
    property color senderColour: Theme.text
    property string delivery
    property string deliveryText
    property string edited
    property App.QuoteCard quote: null
    property App.FormattedWords formatted: null
    signal linkActivated(string link)
    signal entryWanted(real id)

    readonly property int textSize: large ? Theme.largeEmojiSize : Theme.textSize
    readonly property int textLine: large ? Theme.largeEmojiLine : Theme.textLine
    readonly property real side: Theme.grid * 2.75
    readonly property real limit: Math.min(available, Theme.bubbleWidth) - 2 * side
    readonly property real tail: Theme.grid * 3 + foot.width
    // Not by `visible`: that of a row in the list's pool is false, and the height would change late.
    readonly property bool named: sender.length > 0
    readonly property bool rightToLeft: body.effectiveHorizontalAlignment === Text.AlignRight
    readonly property FormattedBody looks: formatted ? rich.item as FormattedBody : null
    readonly property real lastLine: looks ? looks.lastLine : body.lastLine
    readonly property real linesWidth: looks ? looks.contentWidth : body.contentWidth
    readonly property bool footFits: !rightToLeft && lastLine + tail <= limit
    // Lines are laid out over the whole width that they may have; those that run from the right end
    // at its right edge, and are moved to the bubble's.
    readonly property real wordsShift: rightToLeft ? width - 2 * side - limit : 0
    readonly property real wordsWidth: footFits ? Math.max(linesWidth, lastLine + tail) : Math.max(linesWidth, foot.width)

    readonly property real quoteWidth: quoteBox.item ? Math.min((quoteBox.item as QuoteBox).wish, limit) : 0

    function deselect() {
        selection.source = "";
    }

    width: Math.ceil(Math.max(named ? name.width : 0, wordsWidth, quoteWidth)) + 2 * side
    height: content.height + 2 * Theme.grid * 1.75
    radius: Theme.bubbleRadius

    // Placed by bindings, here and in Separators: what a Column or a layout places moves a frame later,
    // when the timeline has already put its rows where they belong.
    Item {
        id: content
        x: root.side
        y: Theme.grid * 1.75
        height: body.y + (root.looks ? root.looks.height + body.bottomPadding : body.height)

        UiText {
            id: name
            visible: root.named
            width: Math.min(implicitWidth, root.limit)
            height: root.named ? Theme.textLine : 0
            words: root.sender
            color: root.senderColour
            font.pixelSize: Theme.secondarySize
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
        Loader {
            id: quoteBox
            y: root.named ? name.height : 0
            width: root.width - 2 * root.side
            height: active && item ? (item as Item).implicitHeight + Theme.grid : 0
            active: root.quote !== null
            onActiveChanged: fill()
            Component.onCompleted: fill()
            function fill() {
                if (active && !item)
                    setSource("QuoteBox.qml", {
                        quote: Qt.binding(() => root.quote),
                        available: Qt.binding(() => root.limit)
                    });
            }
            onLoaded: (item as QuoteBox).wanted.connect(root.entryWanted)
        }
        UiText {
            id: body
            objectName: "words"
            y: (root.named ? name.height : 0) + quoteBox.height
            property real lastLine: 0
            readonly property real drawnX: root.rightToLeft ? width - contentWidth : 0
            width: root.limit
            transform: Translate {
                x: root.wordsShift
            }
            text: root.markup
            textFormat: root.styled ? Text.StyledText : Text.PlainText
            wrapMode: Text.Wrap
            font.pixelSize: root.textSize
            lineHeight: root.textLine
            lineHeightMode: Text.FixedHeight
            bottomPadding: root.footFits ? 0 : foot.height
            visible: !root.formatted
            opacity: selection.item ? 0 : 1
            onLineLaidOut: line => {
                if (line.isLast)
                    lastLine = line.implicitWidth;
            }
            onLinkActivated: link => root.linkActivated(link)
        }
        Loader {
            id: rich
            y: body.y
            width: root.limit
            active: root.formatted !== null
            onActiveChanged: fill()
            Component.onCompleted: fill()
            function fill() {
                if (active && !item)
                    setSource("FormattedBody.qml", {
                        formatted: Qt.binding(() => root.formatted),
                        width: Qt.binding(() => root.limit)
                    });
            }
            onLoaded: (item as FormattedBody).linkPressed.connect(root.linkActivated)
        }
    }
    // Text that can be marked costs more than text that can only be read: it takes the other's
    // place while the pointer is over it or a part of it is marked.
    Loader {
        id: selection
        x: content.x + root.wordsShift
        y: content.y + body.y
        width: body.width
        height: body.height
        HoverHandler {
            id: over
            acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad | PointerDevice.Stylus
            onHoveredChanged: root.offerSelection()
        }
    }
    function offerSelection() {
        const marked = selection.item as SelectableText;
        if (over.hovered && !marked && !root.formatted)
            selection.setSource("SelectableText.qml", {
                words: text,
                lineHeight: root.textLine,
                textSize: root.textSize,
                bubble: root
            });
        else if (!over.hovered && marked && marked.selectedText.length === 0)
            deselect();
    }

    BubbleFoot {
        id: foot
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.rightMargin: root.side
        anchors.bottomMargin: Theme.grid * 1.25
        life: root.life
        edited: root.edited
        time: root.time
        delivery: root.delivery
    }
}
