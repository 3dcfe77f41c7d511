import QtQuick
import Kontor.App as App
import Kontor.Ui

// What can be sent beside words. Menu and editors are made when somebody wants them.
IconButton {
    id: root
    required property App.ComposerViewModel composer
    required property App.PollEditorViewModel pollEditor
    property bool pollShown: true
    signal pictureWanted
    signal writingWanted

    function toggle() {
        if (!menu.item)
            menu.setSource("AddMenu.qml", {
                parent: root
            });
        const popup = menu.item as AddMenu;
        if (popup.visible)
            popup.close();
        else
            popup.open();
    }
    function writePoll() {
        editor.setSource("../polls/PollEditor.qml", {
            editor: root.pollEditor
        });
        (editor.item as PollEditor).open();
    }

    function chooseLife() {
        lives.setSource("LifeMenu.qml", {
            parent: root,
            composer: root.composer
        });
        (lives.item as LifeMenu).open();
    }

    name: qsTr("Attach")
    iconName: "plus"
    onActivated: toggle()

    Loader {
        id: menu
        onLoaded: {
            const popup = item as AddMenu;
            popup.y = Qt.binding(() => -popup.height - Theme.grid * 2);
            popup.pollShown = Qt.binding(() => root.pollShown);
            // A change has no life of its own.
            popup.lifeShown = Qt.binding(() => root.composer.about !== App.ComposerViewModel.Edit);
            popup.pictureWanted.connect(root.pictureWanted);
            popup.pollWanted.connect(root.writePoll);
            popup.lifeWanted.connect(root.chooseLife);
            root.chosen = Qt.binding(() => popup.visible);
        }
    }
    Loader {
        id: lives
        onLoaded: {
            const popup = item as LifeMenu;
            popup.y = Qt.binding(() => -popup.height - Theme.grid * 2);
            popup.closed.connect(root.writingWanted);
        }
    }
    Loader {
        id: editor
        onLoaded: (item as PollEditor).closed.connect(() => {
            if (!editor)
                return; // the window itself goes
            editor.source = "";
            root.forceActiveFocus(Qt.PopupFocusReason);
        })
    }
}
