import QtQuick
import Kontor.App
import Kontor.Ui

// The words of one bubble while they can be marked; laid out exactly like the text below.
TextEdit {
    id: root
    required property string words
    required property int lineHeight
    property int textSize: Theme.textSize
    required property Item bubble

    objectName: "marking"
    text: words
    textFormat: TextEdit.PlainText
    readOnly: true
    selectByMouse: true
    activeFocusOnPress: true
    wrapMode: TextEdit.Wrap
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    font.pixelSize: textSize
    Accessible.ignored: true
    onActiveFocusChanged: if (!activeFocus)
        deselect()
    onLinkActivated: link => (bubble as Bubble).linkActivated(link)

    DocumentLines {
        document: root.textDocument
        lineHeight: root.lineHeight
        links: true
        linkColour: Theme.accent
    }
    HoverHandler {
        cursorShape: root.hoveredLink ? Qt.PointingHandCursor : Qt.IBeamCursor
    }
}
