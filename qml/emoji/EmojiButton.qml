import QtQuick
import Kontor.App as App
import Kontor.Ui

// Opens the picker, which is made when somebody wants it for the first time.
IconButton {
    id: root
    required property App.EmojiPickerModel picker
    signal closed

    function toggle() {
        if (!made.item)
            made.setSource("EmojiPicker.qml", {
                parent: root,
                picker: root.picker
            });
        const popup = made.item as EmojiPicker;
        if (popup.visible)
            popup.close();
        else
            popup.open();
    }

    name: qsTr("Emoji")
    iconName: "smile"
    onActivated: toggle()

    Loader {
        id: made
        onLoaded: {
            const popup = item as EmojiPicker;
            popup.x = Qt.binding(() => root.width - popup.width);
            popup.y = Qt.binding(() => -popup.height - Theme.grid * 2);
            popup.closed.connect(root.closed);
            root.chosen = Qt.binding(() => popup.visible);
        }
    }
}
