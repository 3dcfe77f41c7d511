import QtQuick
import QtQuick.Templates as T
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// Follows what is typed, offers what it may become (`:shortcode` an emoji, `@name` somebody), and puts it
// in place. The list is made
// when there is something to offer for the first time.
Loader {
    id: root
    required property App.CompletionModel completion
    required property string name
    required property T.TextArea edit
    readonly property bool shown: completion.shown

    function follow() {
        completion.follow(edit.text, edit.cursorPosition);
    }
    // Whether a key that was pressed in the text was meant for the list.
    function takes(key: int): bool {
        if (!shown)
            return false;
        switch (key) {
        case Qt.Key_Up:
            completion.move(-1);
            return true;
        case Qt.Key_Down:
            completion.move(1);
            return true;
        case Qt.Key_Tab:
        case Qt.Key_Return:
        case Qt.Key_Enter:
            completion.accept(completion.current);
            return true;
        case Qt.Key_Escape:
            completion.dismiss();
            return true;
        }
        return false;
    }

    Connections {
        target: root.completion
        function onOffered() {
            if (root.shown && !root.item)
                root.setSource("SuggestionList.qml", {
                    completion: root.completion,
                    name: root.name
                });
        }
        function onReplaced(start: int, length: int, words: string) {
            root.edit.remove(start, start + length);
            root.edit.insert(start, words);
        }
    }
    Connections {
        target: root.edit
        function onTextChanged() {
            root.follow();
        }
        function onCursorPositionChanged() {
            root.follow();
        }
        function onActiveFocusChanged() {
            if (!root.edit.activeFocus)
                root.completion.dismiss();
        }
    }
    onLoaded: {
        const list = item as SuggestionList;
        list.room = Qt.binding(() => root.Window.height - root.parent.height - Theme.header - Theme.grid * 6);
    }
}
