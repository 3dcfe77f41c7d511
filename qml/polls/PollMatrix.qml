pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// Who said what to a poll, in the whole window where that is needed.
T.Dialog {
    id: root
    required property App.PollTableModel table
    property bool copyable: false
    readonly property real side: Theme.grid * 4
    readonly property int nameWidth: Math.min(Theme.grown(132), (parent ? parent.width : Theme.dialogWidth) * 0.3)
    readonly property real wanted: nameWidth + grid.columns * grid.least + 2 * side
    readonly property real most: parent ? parent.height - Theme.grid * 8 : 0
    signal copyWanted

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    title: table.title
    modal: true
    focus: true
    padding: 0
    width: parent ? Math.min(parent.width - Theme.grid * 8, Math.max(Theme.grown(420), wanted)) : Theme.dialogWidth
    height: Math.min(most, top.height + about.height + grid.wholeHeight + buttons.height + side * 3)
    closePolicy: T.Dialog.CloseOnEscape
    onOpened: grid.forceActiveFocus(Qt.PopupFocusReason)

    background: Rectangle {
        radius: Theme.bubbleRadius
        color: Theme.side
        border.width: Theme.hairline
        border.color: Theme.line
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    Connections {
        target: root.table
        function onGone() {
            root.close();
        }
        function onCopyWanted() {
            root.close();
            root.copyWanted();
        }
    }

    Item {
        id: top
        width: root.availableWidth
        height: Math.max(Theme.header, question.implicitHeight + Theme.grid * 6)
        UiText {
            id: question
            anchors.left: parent.left
            anchors.leftMargin: root.side
            anchors.right: leave.left
            anchors.verticalCenter: parent.verticalCenter
            words: root.table.title
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
            Accessible.ignored: false
        }
        IconButton {
            id: leave
            objectName: "leaveMatrix"
            anchors.right: parent.right
            anchors.rightMargin: Theme.grid * 2
            anchors.verticalCenter: parent.verticalCenter
            name: qsTr("Close")
            iconName: "close"
            onActivated: root.close()
        }
        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    Column {
        id: about
        anchors.top: top.bottom
        x: root.side
        width: root.availableWidth - 2 * x
        topPadding: Theme.grid * 2
        PollLine {
            width: parent.width
            words: root.table.hint
        }
        PollLine {
            width: parent.width
            iconName: "timer"
            words: root.table.ends
        }
        PollLine {
            width: parent.width
            words: root.table.secrecy
        }
    }
    PollMatrixTable {
        id: grid
        objectName: "matrix"
        anchors.top: about.bottom
        anchors.topMargin: Theme.grid * 2
        anchors.bottom: buttons.top
        anchors.bottomMargin: root.side
        x: root.side
        width: root.availableWidth - 2 * x
        focus: true
        table: root.table
        nameWidth: root.nameWidth
    }
    PollMatrixButtons {
        id: buttons
        anchors.bottom: parent.bottom
        anchors.bottomMargin: root.side
        x: root.side
        width: root.availableWidth - 2 * x
        table: root.table
        copyable: root.copyable
    }
}
