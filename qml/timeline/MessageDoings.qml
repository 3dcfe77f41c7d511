pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// Menu, emoji picker and questions about a message: made when somebody wants them.
Item {
    id: root
    required property App.MessageActionsViewModel actions
    required property App.EmojiPickerModel picker
    required property App.ComposerViewModel composer
    required property App.ForwardViewModel forwarding
    required property App.MessageInfoViewModel info
    signal copyWanted(string words)
    signal closed
    property real target: 0

    // Below the button that was pressed, which goes when its row is chosen no longer.
    function place(popup: T.Popup, by: Item) {
        const at = by.mapToItem(root, by.width, by.height);
        popup.x = at.x - popup.width;
        popup.y = at.y + Theme.grid;
        popup.open();
    }
    function openMenu(id: real, by: Item) {
        target = id;
        actions.aim(id);
        if (!menu.item)
            menu.setSource("MessageMenu.qml", {
                parent: root,
                actions: actions
            });
        place(menu.item as MessageMenu, by);
    }
    function openPicker(id: real, by: Item) {
        target = id;
        actions.aim(id);
        if (!emoji.item)
            emoji.setSource("../emoji/EmojiPicker.qml", {
                parent: root,
                picker: picker
            });
        place(emoji.item as EmojiPicker, by);
    }
    function openEarlier() {
        actions.readEarlier();
        if (!earlier.item)
            earlier.setSource("EarlierTexts.qml", {
                actions: actions
            });
        (earlier.item as EarlierTexts).open();
    }
    function openForward() {
        actions.forward();
        if (!forward.item)
            forward.setSource("ForwardDialog.qml", {
                forwarding: forwarding
            });
        (forward.item as ForwardDialog).open();
    }
    function openInfo() {
        actions.ask();
        if (!inform.item)
            inform.setSource("MessageInfo.qml", {
                info: info
            });
        (inform.item as MessageInfo).open();
    }
    function askDeletion(id: real) {
        target = id;
        actions.aim(id);
        if (!actions.mayDeleteForAll)
            return;
        const dialog = question.createObject(root) as ConfirmDialog;
        dialog.confirmed.connect(() => actions.deleteForAll());
        dialog.closed.connect(() => {
            if (question)
                root.leave();
        });
        dialog.open();
    }

    // What people are used to press on a chosen message: R, E and Delete.
    function takesKey(id: real, key: int): bool {
        actions.aim(id);
        if (key === Qt.Key_R && actions.mayAnswer)
            actions.answer(id);
        else if (key === Qt.Key_E && actions.mayEdit)
            actions.edit();
        else if (key === Qt.Key_Delete && actions.mayDeleteForAll)
            askDeletion(id);
        else
            return false;
        return true;
    }

    // Who goes on in the composer is not called back.
    function leave() {
        if (composer.about === App.ComposerViewModel.Nothing)
            closed();
    }

    Connections {
        target: root.composer
        function onDeletionOffered(id: real) {
            root.askDeletion(id);
        }
    }
    Component {
        id: question
        ConfirmDialog {
            title: qsTr("Delete for everyone?")
            sentence: qsTr("The message goes from all devices. Its place stays and says so.")
            action: qsTr("Delete")
        }
    }
    Loader {
        id: menu
        onLoaded: {
            const popup = item as MessageMenu;
            popup.answerWanted.connect(() => root.actions.answer(root.target));
            popup.copyWanted.connect(() => root.copyWanted(root.actions.words));
            popup.earlierWanted.connect(root.openEarlier);
            popup.forwardWanted.connect(root.openForward);
            popup.infoWanted.connect(root.openInfo);
            popup.deletionWanted.connect(() => root.askDeletion(root.target));
            popup.closed.connect(() => {
                if (menu)
                    root.leave(); // else the window itself goes
            });
        }
    }
    Loader {
        id: emoji
        onLoaded: (item as EmojiPicker).closed.connect(() => {
            if (emoji)
                root.leave();
        })
    }
    Loader {
        id: earlier
        onLoaded: (item as EarlierTexts).closed.connect(() => {
            if (earlier)
                root.leave();
        })
    }
    Loader {
        id: forward
        onLoaded: (item as ForwardDialog).closed.connect(() => {
            if (forward)
                root.leave();
        })
    }
    Loader {
        id: inform
        onLoaded: (item as MessageInfo).closed.connect(() => {
            if (inform)
                root.leave();
        })
    }
}
