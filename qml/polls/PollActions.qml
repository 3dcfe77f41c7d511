import QtQuick
import Kontor.App as App
import Kontor.Ui

// What one may do with a poll; not there when that is nothing.
Flow {
    id: root
    required property App.PollCardModel poll
    property bool copyable: false
    signal closingWanted
    signal reopenWanted
    signal remindWanted
    signal copyWanted

    visible: end.visible || again.visible || remind.visible || copy.visible
    topPadding: Theme.grid
    spacing: Theme.grid * 2

    TextButton {
        id: end
        objectName: "closePoll"
        visible: root.poll.mayClose
        text: qsTr("Close poll")
        onActivated: root.closingWanted()
    }
    TextButton {
        id: remind
        objectName: "remindPoll"
        visible: root.poll.mayRemind && root.poll.silent.length > 0
        text: qsTr("Remind")
        onActivated: root.remindWanted()
    }
    TextButton {
        id: again
        objectName: "reopenPoll"
        visible: root.poll.mayReopen
        text: qsTr("Open again")
        onActivated: root.reopenWanted()
    }
    TextButton {
        id: copy
        objectName: "askAgain"
        visible: root.copyable && root.poll.closed
        text: qsTr("Ask again")
        onActivated: root.copyWanted()
    }
}
