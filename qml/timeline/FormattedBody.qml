pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App
import Kontor.Ui

// The words of a message that has looks: bold, code, quotes, lists, names. What can be marked costs more
// than what can only be read: the others are a Text.
TextEdit {
    id: root
    required property FormattedWords formatted
    readonly property real lastLine: contentWidth + contentHeight > 0 ? looks.lastLine() : 0
    readonly property real indent: Theme.grown(22)
    signal linkPressed(string link)

    objectName: "formatted"
    text: formatted ? formatted.text : ""
    textFormat: TextEdit.PlainText
    readOnly: true
    selectByMouse: true
    wrapMode: TextEdit.Wrap
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    font: Theme.letters.font(Theme.textSize)
    Accessible.ignored: true // the row says it
    onActiveFocusChanged: if (!activeFocus)
        deselect()
    onLinkActivated: link => linkPressed(link)

    DocumentLines {
        document: root.textDocument
        lineHeight: Theme.textLine
        links: true
        linkColour: Theme.accent
    }
    DocumentLooks {
        id: looks
        document: root.textDocument
        words: root.formatted
        indent: root.indent
        nameColour: Theme.accent
        ownNameColour: Theme.amber
        codeColour: Theme.hover
    }
    HoverHandler {
        cursorShape: root.hoveredLink ? Qt.PointingHandCursor : Qt.IBeamCursor
    }
    // Beside and behind the lines of a block.
    Repeater {
        model: root.formatted ? root.formatted.blocks : 0
        Item {
            id: mark
            required property int index
            // Read anew when the lines are laid out anew.
            readonly property real laidOut: root.contentHeight + root.width
            readonly property int kind: root.formatted ? root.formatted.kind(index) : FormattedWords.Code
            readonly property rect first: laidOut >= 0 && root.formatted ? root.positionToRectangle(Math.min(root.length, root.formatted.start(index))) : Qt.rect(0, 0, 0, 0)
            readonly property rect last: laidOut >= 0 && root.formatted ? root.positionToRectangle(Math.min(root.length, root.formatted.end(index))) : Qt.rect(0, 0, 0, 0)
            y: first.y
            z: -1
            width: root.width
            height: last.y + last.height - first.y

            Rectangle {
                visible: mark.kind === FormattedWords.Code
                width: Math.max(0, root.contentWidth)
                height: parent.height
                radius: Theme.rowRadius
                color: Theme.hover
            }
            Rectangle {
                visible: mark.kind === FormattedWords.Quote
                width: Theme.grid * 0.75
                height: parent.height
                radius: width / 2
                color: Theme.accent
            }
            UiText {
                visible: mark.kind === FormattedWords.Item
                x: root.indent - Theme.grid - width
                height: Theme.textLine
                verticalAlignment: Text.AlignVCenter
                text: root.formatted ? root.formatted.sign(mark.index) : ""
                color: Theme.muted
            }
        }
    }
}
