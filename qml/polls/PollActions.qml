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

    readonly property bool remindable: poll.mayRemind && poll.silent.length > 0
    readonly property bool repeatable: copyable && poll.closed

    visible: poll.mayClose || poll.mayReopen || remindable || repeatable
    topPadding: Theme.grid
    spacing: Theme.grid * 2

    TextButton {
        objectName: "closePoll"
        visible: root.poll.mayClose
        text: qsTr("Close poll")
        onActivated: root.closingWanted()
    }
    TextButton {
        objectName: "remindPoll"
        visible: root.remindable
        text: qsTr("Remind")
        onActivated: root.remindWanted()
    }
    TextButton {
        objectName: "reopenPoll"
        visible: root.poll.mayReopen
        text: qsTr("Open again")
        onActivated: root.reopenWanted()
    }
    TextButton {
        objectName: "askAgain"
        visible: root.repeatable
        text: qsTr("Ask again")
        onActivated: root.copyWanted()
    }
}
