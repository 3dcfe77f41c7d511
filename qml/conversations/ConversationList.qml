pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

FocusScope {
    id: root
    required property App.ConversationListModel conversations
    signal chosen(int row)
    signal newWanted

    ListView {
        id: list
        objectName: "conversations"
        anchors.fill: parent
        anchors.leftMargin: Theme.grid * 1.5
        anchors.rightMargin: Theme.grid * 1.5
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
            width: list.width
            onActivated: root.chosen(index)
            // Arrow keys go on from the row that has the focus, however it came there.
            onActiveFocusChanged: if (activeFocus)
                list.currentIndex = index
        }
    }
    ScrollMark {
        list: list
    }
    EmptyState {
        anchors.centerIn: parent
        width: parent.width - Theme.grid * 12
        visible: root.conversations.state !== App.ConversationListModel.Filled
        busy: root.conversations.state === App.ConversationListModel.Loading
        iconName: root.conversations.state === App.ConversationListModel.Failed ? "failed" : "edit"
        sentence: busy ? "" : root.conversations.failure || qsTr("You have no conversations yet.")
        action: busy ? "" : root.conversations.failure ? qsTr("Try again") : qsTr("New conversation")
        onActivated: root.conversations.failure ? root.conversations.load() : root.newWanted()
    }
}
