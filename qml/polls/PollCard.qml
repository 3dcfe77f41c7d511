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
    signal closingWanted

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
            font.pixelSize: Theme.labelSize
            Accessible.ignored: false
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
                onActivated: root.voted(number)
            }
        }
        UiText {
            width: parent.width
            visible: text.length > 0
            text: root.trouble || (root.poll.late ? qsTr("Your vote came too late.") : "")
            color: root.trouble ? Theme.danger : Theme.amber
            wrapMode: Text.Wrap
            font.pixelSize: Theme.labelSize
            Accessible.role: Accessible.AlertMessage
            Accessible.ignored: !visible
        }
        UiText {
            width: parent.width
            visible: words.length > 0
            words: root.poll.silent
            color: Theme.muted
            wrapMode: Text.Wrap
            font.pixelSize: Theme.labelSize
            Accessible.ignored: false
        }
        Item {
            width: parent.width
            height: Math.max(end.visible ? end.implicitHeight : 0, foot.implicitHeight)
            TextButton {
                id: end
                objectName: "closePoll"
                visible: root.poll.mayClose
                text: qsTr("Close poll")
                onActivated: root.closingWanted()
            }
            Row {
                id: foot
                anchors.right: parent.right
                anchors.bottom: parent.bottom
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
