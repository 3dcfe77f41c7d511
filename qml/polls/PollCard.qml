pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

// A poll: its question, an option a line with its bar, who has answered and who has not.
Rectangle {
    id: root
    required property App.PollCardModel poll
    property string sender
    property color senderColour: Theme.text
    property string life
    property string time
    property string delivery
    property string trouble
    signal voted(int option)
    property bool copyable: false // one may ask here
    signal commented(string words)
    signal closingWanted
    signal reopenWanted
    signal remindWanted
    signal tableWanted
    signal copyWanted

    readonly property real side: Theme.grid * 3

    implicitHeight: content.height + 2 * Theme.grid * 2.5
    radius: Theme.bubbleRadius

    Column {
        id: content
        x: root.side
        y: Theme.grid * 2.5
        width: root.width - 2 * root.side
        spacing: Theme.grid

        UiText {
            width: parent.width
            visible: words.length > 0
            words: root.sender
            color: root.senderColour
            font.pixelSize: Theme.secondarySize
            font.weight: Font.DemiBold
            elide: Text.ElideRight
        }
        UiText {
            width: parent.width
            words: root.poll.title
            wrapMode: Text.Wrap
            font.weight: Font.DemiBold
            lineHeight: Theme.textLine
            lineHeightMode: Text.FixedHeight
            Accessible.ignored: false
        }
        UiText {
            width: parent.width
            text: root.poll.hint
            color: Theme.muted
            wrapMode: Text.Wrap
            font.pixelSize: Theme.labelSize
            Accessible.ignored: false
        }
        PollLine {
            width: parent.width
            iconName: "timer"
            words: root.poll.ends
        }
        PollLine {
            width: parent.width
            words: root.poll.toldBy
        }
        Item {
            width: parent.width
            height: Theme.grid
        }
        Repeater {
            model: root.poll
            PollOption {
                width: content.width
                votable: root.poll.mayVote
                known: root.poll.known
                onActivated: root.voted(number)
            }
        }
        TextButton {
            objectName: "allOptions"
            visible: root.poll.more.length > 0
            kind: "link"
            text: root.poll.more
            onActivated: root.tableWanted()
        }
        PollLine {
            objectName: "pollSecrecy"
            width: parent.width
            words: root.poll.secrecy
        }
        PollLine {
            width: parent.width
            alarming: true
            words: root.trouble || (root.poll.late ? qsTr("Your vote came too late.") : "")
            ink: root.trouble ? Theme.danger : Theme.amber
        }
        PollComment {
            width: parent.width
            visible: root.poll.mayComment
            poll: root.poll
            onSent: words => root.commented(words)
        }
        PollLine {
            width: parent.width
            words: root.poll.silent
        }
        PollActions {
            width: parent.width
            poll: root.poll
            copyable: root.copyable
            onClosingWanted: root.closingWanted()
            onReopenWanted: root.reopenWanted()
            onRemindWanted: root.remindWanted()
            onCopyWanted: root.copyWanted()
        }
        Item {
            width: parent.width
            height: Math.max(table.implicitHeight, foot.implicitHeight)
            TextButton {
                id: table
                objectName: "pollTable"
                x: -Theme.grid
                anchors.bottom: parent.bottom
                kind: "link"
                text: qsTr("Table")
                onActivated: root.tableWanted()
            }
            Row {
                id: foot
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.grid
                spacing: Theme.grid
                LifeSign {
                    anchors.verticalCenter: parent.verticalCenter
                    life: root.life
                }
                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("%1 · %2", "who has answered, time").arg(root.poll.answered).arg(root.time)
                    color: Theme.muted
                    font.pixelSize: Theme.timeSize
                    Accessible.ignored: false
                }
                Icon {
                    visible: root.delivery.length > 0
                    name: root.delivery
                    colour: root.delivery === "failed" ? Theme.danger : root.delivery === "read" ? Theme.accent : Theme.muted
                    size: Theme.grown(15)
                }
            }
        }
    }
}
