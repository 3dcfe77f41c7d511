import QtQuick
import QtQuick.Templates as T
import Kontor.App
import Kontor.Ui

// Where one writes. Enter sends, Shift+Enter begins a new line; a long text scrolls. A picture that is
// to be sent stands above its words; Esc discards it.
FocusScope {
    id: root
    required property ComposerViewModel composer
    required property EmojiPickerModel emojiPicker
    required property EmojiCompletionModel emojiCompletion
    required property PollEditorViewModel pollEditor
    required property string title
    property bool notes: false
    readonly property int mostLines: 8
    readonly property bool leavable: composer.pictures.shown || composer.about !== ComposerViewModel.Nothing
    signal editLastWanted // an own message, from an empty line
    Keys.onShortcutOverride: event => event.accepted = leavable && event.key === Qt.Key_Escape
    Keys.onEscapePressed: event => {
        event.accepted = composer.leave();
        edit.activate();
    }
    implicitHeight: box.implicitHeight + (failure.visible ? failure.height + Theme.grid : 0)

    ComposerFailure {
        id: failure
        x: Theme.grid * 4
        width: parent.width - 2 * x
        text: root.composer.failure
    }
    Connections {
        target: root.emojiPicker
        function onChosen(emoji: string) {
            edit.put(emoji);
        }
    }
    EmojiSuggestions {
        id: suggestions
        y: -height - Theme.grid
        completion: root.emojiCompletion
        edit: edit
    }
    Rectangle {
        id: box
        anchors.bottom: parent.bottom
        width: parent.width
        implicitHeight: line.height + (preview.shown ? preview.height : 0) + about.height
        radius: Theme.bubbleRadius
        color: Theme.card
        border.width: edit.activeFocus ? Theme.focusLine : Theme.hairline
        border.color: edit.activeFocus ? Theme.accent : Theme.line

        AboutPlace {
            id: about
            width: parent.width
            composer: root.composer
            onWritingWanted: edit.activate()
        }
        PreviewPlace {
            id: preview
            y: about.height
            width: parent.width
            draft: root.composer.pictures
            onWritingWanted: edit.activate()
        }
        Item {
            id: line
            anchors.bottom: parent.bottom
            width: parent.width
            height: Math.max(send.height, Math.min(edit.contentHeight, root.mostLines * Theme.textLine)) + Theme.grid * 3

            AddButton {
                id: add
                objectName: "add"
                anchors.left: parent.left
                anchors.leftMargin: Theme.grid * 1.5
                anchors.bottom: send.bottom
                pollEditor: root.pollEditor
                pollShown: !root.notes
                onPictureWanted: {
                    edit.forceActiveFocus();
                    root.composer.pictures.choose();
                }
            }
            Flickable {
                id: scroll
                anchors.left: add.right
                anchors.leftMargin: Theme.grid * 2
                anchors.right: emoji.left
                anchors.rightMargin: Theme.grid * 2
                anchors.verticalCenter: parent.verticalCenter
                height: Math.min(edit.contentHeight, root.mostLines * Theme.textLine)
                contentWidth: width
                contentHeight: edit.contentHeight
                boundsBehavior: Flickable.StopAtBounds
                clip: true

                T.TextArea {
                    id: edit
                    function activate() {
                        forceActiveFocus();
                    }
                    // In place of what is marked, as if it had been typed.
                    function put(words: string) {
                        lines.replace(selectionStart, selectionEnd, words);
                    }
                    function takeFromClipboard() {
                        if (!root.composer.pictures.paste())
                            put(root.composer.clipboardText());
                    }
                    function keepCursorVisible() {
                        const y = cursorRectangle.y;
                        if (y < scroll.contentY)
                            scroll.contentY = y;
                        else if (y + cursorRectangle.height > scroll.contentY + scroll.height)
                            scroll.contentY = y + cursorRectangle.height - scroll.height;
                    }

                    objectName: "message"
                    width: scroll.width
                    height: contentHeight
                    focus: true
                    text: root.composer.text
                    // What is put here, a draft or what could not be sent, is written on at its end.
                onTextChanged: root.composer.text === text ? cursorPosition = length : root.composer.text = text
                    onCursorRectangleChanged: keepCursorVisible()
                    color: Theme.text
                    selectionColor: Theme.accent
                    selectedTextColor: Theme.accentText
                    font: Theme.letters.font(Theme.textSize)
                    wrapMode: TextEdit.Wrap
                    textFormat: TextEdit.PlainText
                    selectByMouse: true
                    padding: 0
                    Keys.onShortcutOverride: event => event.accepted = suggestions.shown && event.key === Qt.Key_Escape
                    Keys.onTabPressed: event => {
                        if (!suggestions.takes(event.key))
                            nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
                    }
                    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                    Keys.onPressed: event => {
                        const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                        event.accepted = true;
                        if (event.modifiers === Qt.NoModifier && suggestions.takes(event.key))
                            return;
                        if (enter && !(event.modifiers & Qt.ShiftModifier))
                            send.activate();
                        else if (event.matches(StandardKey.Paste))
                            takeFromClipboard();
                        else if (event.key === Qt.Key_Up && event.modifiers === Qt.NoModifier && length === 0)
                            root.editLastWanted();
                        else
                            event.accepted = false;
                    }
                    Accessible.name: hint.words
                    Accessible.onPressAction: activate()

                    DocumentLines {
                        id: lines
                        document: edit.textDocument
                        lineHeight: Theme.textLine
                    }
                    ComposerHint {
                        id: hint
                        width: edit.width
                        edit: edit
                        notes: root.notes
                        title: root.title
                    }
                }
            }
            EmojiButton {
                id: emoji
                objectName: "emoji"
                anchors.right: send.left
                anchors.rightMargin: Theme.grid
                anchors.bottom: send.bottom
                picker: root.emojiPicker
                onClosed: edit.forceActiveFocus()
            }
            IconButton {
                id: send
                objectName: "send"
                anchors.right: parent.right
                anchors.rightMargin: Theme.grid * 1.5
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.grid * 1.5
                enabled: root.composer.canSend
                primary: true
                name: qsTr("Send")
                iconName: "send"
                onActivated: {
                    root.composer.send();
                    edit.forceActiveFocus();
                }
            }
        }
    }
}
