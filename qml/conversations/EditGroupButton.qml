import QtQuick
import Kontor.App as App
import Kontor.Ui

// Opens name and description for editing. The form is made when somebody wants it.
TextButton {
    id: root
    required property App.ConversationViewModel conversation

    kind: "link"
    text: qsTr("Edit name and description")
    onActivated: {
        conversation.startEditing();
        form.setSource("GroupEditor.qml", {
            editor: conversation.editor
        });
        (form.item as GroupEditor).open();
    }

    Loader {
        id: form
        onLoaded: (item as GroupEditor).closed.connect(() => {
            if (!form)
                return; // the window itself goes
            form.source = "";
            root.forceActiveFocus(Qt.PopupFocusReason);
        })
    }
    Connections {
        target: root.conversation
        function onChanged() {
            // Whoever is no admin any more, or looks at another conversation, edits no longer.
            if (form.item && !root.conversation.mayEdit)
                (form.item as GroupEditor).close();
        }
    }
}
