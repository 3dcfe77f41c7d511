import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// What may be done about a member; what may not is not there.
T.Dialog {
    id: root
    required property bool comparable
    required property bool promotable
    required property bool dismissable
    required property bool removable
    signal compareWanted
    signal promoteWanted
    signal dismissWanted
    signal removeWanted

    focus: true
    padding: Theme.grid
    margins: Theme.grid * 2
    implicitWidth: Math.max(compare.implicitWidth, promote.implicitWidth, dismiss.implicitWidth, remove.implicitWidth, Theme.grown(160)) + 2 * padding
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside
    onOpened: {
        const first = comparable ? compare : promotable ? promote : dismissable ? dismiss : remove;
        first.forceActiveFocus(Qt.PopupFocusReason);
    }

    background: Rectangle {
        radius: Theme.rowRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    Column {
        width: root.availableWidth
        MenuEntry {
            id: compare
            objectName: "compare"
            width: root.availableWidth
            visible: root.comparable
            text: qsTr("Safety number")
            onActivated: {
                root.close();
                root.compareWanted();
            }
        }
        MenuEntry {
            id: promote
            objectName: "promote"
            width: root.availableWidth
            visible: root.promotable
            text: qsTr("Make admin")
            onActivated: {
                root.close();
                root.promoteWanted();
            }
        }
        MenuEntry {
            id: dismiss
            objectName: "dismiss"
            width: root.availableWidth
            visible: root.dismissable
            text: qsTr("No longer admin")
            onActivated: {
                root.close();
                root.dismissWanted();
            }
        }
        MenuEntry {
            id: remove
            objectName: "remove"
            width: root.availableWidth
            visible: root.removable
            dangerous: true
            text: qsTr("Remove from group")
            onActivated: {
                root.close();
                root.removeWanted();
            }
        }
    }
}
