pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

FocusScope {
    id: root
    required property App.ConversationListModel conversations
    signal chosen(int row)
    signal newWanted
    signal archiveWanted

    ListView {
        id: list
        objectName: "conversations"
        anchors.fill: parent
        anchors.leftMargin: Theme.grid * 1.5
        anchors.rightMargin: Theme.grid * 1.5
        anchors.bottomMargin: archived.visible ? archived.height : 0
        // Rows made before the layout has given a width would be laid out twice.
        model: width > 0 && height > 0 ? root.conversations : null
        focus: true
        activeFocusOnTab: true
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Conversations")
        onActiveFocusChanged: if (activeFocus && currentIndex < 0)
            currentIndex = Math.max(0, root.conversations.currentRow)
        onCurrentIndexChanged: positionViewAtIndex(currentIndex, ListView.Contain)

        delegate: ConversationRow {
            id: row
            width: list.width
            onActivated: root.chosen(index)
            onMenuWanted: (x, y) => {
                list.currentIndex = index;
                doings.openMenu(row, x, y);
            }
            // Arrow keys go on from the row that has the focus, however it came there.
            onActiveFocusChanged: if (activeFocus)
                list.currentIndex = index
        }
    }
    ScrollMark {
        list: list
    }
    ArchivedRow {
        id: archived
        anchors.left: list.left
        anchors.right: list.right
        y: Math.min(list.contentHeight, list.height) // right below the last row, and always in view
        visible: count > 0
        count: root.conversations.archived
        onActivated: root.archiveWanted()
    }
    ConversationDoings {
        id: doings
        anchors.fill: parent
        conversations: root.conversations
        onClosed: (list.currentItem ?? list).forceActiveFocus(Qt.PopupFocusReason)
    }
    EmptyState {
        anchors.centerIn: parent
        width: parent.width - Theme.grid * 12
        visible: root.conversations.state !== App.ConversationListModel.Filled
        busy: root.conversations.state === App.ConversationListModel.Loading
        iconName: root.conversations.state === App.ConversationListModel.Failed ? "failed" : "edit"
        sentence: busy ? "" : root.conversations.failure || nothing
        action: busy ? "" : root.conversations.failure ? qsTr("Try again") : root.conversations.isArchive ? "" : qsTr("New conversation")

        readonly property string nothing: root.conversations.isArchive ? qsTr("The archive is empty.") : root.conversations.archived > 0 ? qsTr("All your conversations are in the archive.") : qsTr("You have no conversations yet.")
        onActivated: root.conversations.failure ? root.conversations.load() : root.newWanted()
    }
}
