import QtQuick
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
    readonly property bool leavable: composer.pictures.shown || composer.about !== ComposerViewModel.Nothing || composer.lifetimes.timed
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
    Suggestions {
        id: suggestions
        y: -height - Theme.grid
        completion: root.emojiCompletion
        name: qsTr("Emoji suggestions")
        edit: edit
    }
    Suggestions {
        id: mentions
        y: -height - Theme.grid
        completion: root.composer.mentions
        name: qsTr("People to mention")
        edit: edit
    }
    Rectangle {
        id: box
        anchors.bottom: parent.bottom
        width: parent.width
        implicitHeight: line.height + (preview.shown ? preview.height : 0) + about.height + life.height
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
        LifePlace {
            id: life
            y: about.height
            width: parent.width
            composer: root.composer
            onWritingWanted: edit.activate()
        }
        PreviewPlace {
            id: preview
            y: about.height + life.height
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
                composer: root.composer
                pollEditor: root.pollEditor
                pollShown: !root.notes
                onWritingWanted: edit.activate()
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

                ComposerText {
                    id: edit
                    width: scroll.width
                    focus: true
                    composer: root.composer
                    people: mentions
                    emoji: suggestions
                    flick: scroll
                    notes: root.notes
                    title: root.title
                    onSendWanted: send.activate()
                    onEditLastWanted: root.editLastWanted()
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
