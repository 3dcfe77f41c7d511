import QtQuick
import Kontor.Ui

// One line of a small menu; arrow keys lead to the others, round and round.
ActionRow {
    id: root
    property bool dangerous: false

    implicitHeight: Theme.smallRow
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    indent: Theme.grid * 3
    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    contentItem: UiText {
        text: root.text
        color: root.dangerous ? Theme.danger : Theme.text
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
}
