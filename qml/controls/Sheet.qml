import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// A dialog over the window with room for a list; what it is about stands on top of it.
T.Dialog {
    id: root

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    modal: true
    focus: true
    padding: Theme.grid * 5
    width: Math.min(Theme.dialogWidth, parent ? parent.width - Theme.grid * 8 : Theme.dialogWidth)
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside

    background: Rectangle {
        radius: Theme.bubbleRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
}
