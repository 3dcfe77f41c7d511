import QtQuick
import QtQuick.Templates as T
import Kontor.App
import Kontor.Ui

// The words that are being written, shown as they will look. Enter sends, Shift+Enter begins a new line.
T.TextArea {
    id: root
    required property ComposerViewModel composer
    // What is offered while one types; they take keys first.
    required property Suggestions people
    required property Suggestions emoji
    required property Flickable flick
    required property string title
    required property bool notes
    readonly property bool offered: Boolean(people?.shown || emoji?.shown)
    signal sendWanted
    signal editLastWanted // an own message, from an empty line

    function activate() {
        forceActiveFocus();
    }
    // In place of what is marked, as if it had been typed.
    function put(words: string) {
        lines.replace(selectionStart, selectionEnd, words);
    }
    function takeFromClipboard() {
        if (!composer.pictures.paste())
            put(composer.clipboardText());
    }
    function keepCursorVisible() {
        const y = cursorRectangle.y;
        if (y < flick.contentY)
            flick.contentY = y;
        else if (y + cursorRectangle.height > flick.contentY + flick.height)
            flick.contentY = y + cursorRectangle.height - flick.height;
    }
    function listTakes(key: int): bool {
        return people.takes(key) || emoji.takes(key);
    }

    objectName: "message"
    height: contentHeight
    text: composer.text
    // What is put here, a draft or what could not be sent, is written on at its end.
    onTextChanged: composer.text === text ? cursorPosition = length : composer.text = text
    onCursorRectangleChanged: keepCursorVisible()
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    font: Theme.letters.font(Theme.textSize)
    wrapMode: TextEdit.Wrap
    textFormat: TextEdit.PlainText
    selectByMouse: true
    padding: 0
    Keys.onShortcutOverride: event => event.accepted = offered && event.key === Qt.Key_Escape
    Keys.onTabPressed: event => {
        if (!listTakes(event.key))
            nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    Keys.onPressed: event => {
        const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
        event.accepted = true;
        if (event.modifiers === Qt.NoModifier && listTakes(event.key))
            return;
        if (enter && !(event.modifiers & Qt.ShiftModifier))
            sendWanted();
        else if (event.matches(StandardKey.Paste))
            takeFromClipboard();
        else if (event.key === Qt.Key_V && event.modifiers === (Qt.ControlModifier | Qt.ShiftModifier))
            put(composer.clipboardWords()); // without its looks
        else if (event.key === Qt.Key_Up && event.modifiers === Qt.NoModifier && length === 0)
            editLastWanted();
        else
            event.accepted = false;
    }
    Accessible.name: hint.words
    Accessible.onPressAction: activate()

    DocumentLines {
        id: lines
        document: root.textDocument
        lineHeight: Theme.textLine
    }
    TypedLooks {
        of: root.textDocument
        handles: root.composer.mentions.handles
        signColour: Theme.muted
        nameColour: Theme.accent
    }
    ComposerHint {
        id: hint
        width: root.width
        edit: root
        notes: root.notes
        title: root.title
    }
}
