pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kontor.App
import Kontor.Ui

// After how long the message that is being written is to disappear.
T.Dialog {
    id: root
    required property ComposerViewModel composer

    title: qsTr("This message disappears after")
    focus: true
    padding: Theme.grid
    implicitWidth: Math.max(head.implicitWidth + Theme.grid * 6, Theme.grown(220)) + 2 * padding
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside

    background: Rectangle {
        radius: Theme.rowRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    Column {
        width: root.availableWidth
        UiText {
            id: head
            x: Theme.grid * 3
            height: Theme.smallRow
            verticalAlignment: Text.AlignVCenter
            text: root.title
            color: Theme.muted
            font.pixelSize: Theme.labelSize
        }
        Repeater {
            model: root.composer.lifetimes
            MenuEntry {
                id: choice
                required property int index
                required text
                required property bool chosen

                objectName: "messageLife" + index
                width: root.availableWidth
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: chosen
                onActivated: {
                    root.composer.chooseLifetime(index);
                    root.close();
                }
                contentItem: Item {
                    UiText {
                        anchors.verticalCenter: parent.verticalCenter
                        text: choice.text
                    }
                    Icon {
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        visible: choice.chosen
                        name: "check"
                        colour: Theme.muted
                        size: Theme.smallIcon
                    }
                }
                Connections {
                    target: root
                    function onOpened() {
                        if (choice.chosen)
                            choice.forceActiveFocus(Qt.PopupFocusReason);
                    }
                }
            }
        }
        UiText {
            objectName: "messageLifeBound"
            x: Theme.grid * 3
            width: root.availableWidth - 2 * x
            topPadding: Theme.grid
            bottomPadding: Theme.grid * 2
            visible: text !== ""
            text: root.composer.lifetimes.bound
            color: Theme.muted
            font.pixelSize: Theme.labelSize
            wrapMode: Text.Wrap
            Accessible.ignored: false
        }
    }
}
