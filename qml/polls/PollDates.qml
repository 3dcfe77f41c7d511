pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

// The dates of a poll that is being written, in their order, and the way to another one.
Column {
    id: root
    required property App.PollEditorViewModel editor

    function activate() {
        add.forceActiveFocus(Qt.TabFocusReason);
    }
    function openSheet() {
        if (!sheet.item)
            sheet.setSource("SlotSheet.qml", {
                form: editor.slotForm
            });
        (sheet.item as SlotSheet).open();
    }

    spacing: Theme.grid * 2
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Dates")

    ListView {
        objectName: "dates"
        width: parent.width
        height: contentHeight
        visible: count > 0
        spacing: Theme.grid * 2
        interactive: false
        keyNavigationEnabled: false
        model: root.editor.dates
        delegate: PollDateRow {
            width: ListView.view.width
            onChangeWanted: {
                root.editor.changeDate(index);
                root.openSheet();
            }
            onRemoveWanted: {
                root.editor.removeDate(index);
                root.activate();
            }
        }
    }
    ActionRow {
        id: add
        objectName: "addDate"
        width: parent.width
        implicitHeight: Theme.field
        enabled: !root.editor.full
        indent: Theme.grid * 3
        text: qsTr("Add date")
        contentItem: UiText {
            //: the sign means one more
            text: qsTr("+ Add date")
            color: Theme.accent
            verticalAlignment: Text.AlignVCenter
        }
        background: Rectangle {
            radius: Theme.controlRadius
            color: add.hovered ? Theme.hover : Theme.clear
            border.width: add.visualFocus ? Theme.focusLine : Theme.hairline
            border.color: add.visualFocus ? Theme.accent : Theme.line
        }
        onActivated: {
            root.editor.beginDate();
            root.openSheet();
        }
    }
    Loader {
        id: sheet
        onLoaded: (item as SlotSheet).closed.connect(() => {
            if (sheet)
                root.activate(); // else the window itself goes
        })
    }
}
