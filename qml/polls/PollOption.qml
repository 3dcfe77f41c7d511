import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// An option of a poll: pressing it says yes, then "if need be" where that is offered, then nothing.
T.CheckBox {
    id: root
    required property int number
    required property string label
    required property string count
    required property real share
    required property real maybe
    required property int answer
    required property bool waiting
    required property bool winner
    required property string voters
    required property string spoken
    property bool votable: false
    property bool known: true // what came of it
    readonly property bool yes: answer === 1
    readonly property bool ifNeedBe: answer === 2
    signal activated

    function activate() {
        if (votable)
            activated();
    }

    objectName: "pollOption" + number
    implicitHeight: caption.height + (bar.visible ? bar.height : 0) + (names.visible ? names.height : 0) + Theme.grid * 3
    hoverEnabled: votable
    tristate: true
    checkState: yes ? Qt.Checked : ifNeedBe ? Qt.PartiallyChecked : Qt.Unchecked
    nextCheckState: () => checkState // the log alone says what counts
    focusPolicy: votable ? Qt.StrongFocus : Qt.NoFocus
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.name: spoken
    Accessible.onPressAction: activate()

    Item {
        anchors.fill: parent
        Rectangle {
            id: mark
            y: Theme.grid / 2
            width: Theme.grown(18)
            height: width
            radius: width / 2
            color: root.yes ? Theme.accent : root.ifNeedBe ? Theme.amberGround : Theme.clear
            border.width: root.yes ? 0 : 1.5
            border.color: root.ifNeedBe ? Theme.amber : Theme.muted
            opacity: root.waiting ? 0.5 : 1
            Icon {
                anchors.centerIn: parent
                visible: root.answer > 0
                name: "check"
                colour: root.yes ? Theme.accentText : Theme.amber
                size: Theme.grown(12)
            }
        }
        UiText {
            id: caption
            anchors.left: mark.right
            anchors.leftMargin: Theme.grid * 2
            anchors.right: votes.left
            anchors.rightMargin: Theme.grid * 2
            words: root.label
            wrapMode: Text.Wrap
            font.weight: root.winner ? Font.DemiBold : Font.Normal
            lineHeight: Theme.textLine
            lineHeightMode: Text.FixedHeight
        }
        UiText {
            id: votes
            anchors.right: parent.right
            text: root.count
            font.weight: root.winner || root.share === 1 ? Font.DemiBold : Font.Normal
        }
        Rectangle {
            id: bar
            visible: root.known
            anchors.top: caption.bottom
            anchors.topMargin: Theme.grid
            width: parent.width
            height: Theme.grid * 1.5
            radius: height / 2
            color: Theme.line
            Rectangle {
                visible: root.maybe > 0
                width: Math.round(parent.width * (root.share + root.maybe))
                height: parent.height
                radius: height / 2
                color: Theme.amber
                opacity: 0.55
            }
            Rectangle {
                width: Math.round(parent.width * root.share)
                height: parent.height
                radius: height / 2
                color: Theme.accent
            }
        }
        UiText {
            id: names
            anchors.top: bar.visible ? bar.bottom : caption.bottom
            anchors.topMargin: Theme.grid / 2
            width: parent.width
            visible: words.length > 0
            words: root.voters
            elide: Text.ElideRight
            color: Theme.muted
            font.pixelSize: Theme.labelSize
        }
    }
    background: Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.grid
        radius: Theme.controlRadius
        color: root.hovered ? Theme.hover : Theme.clear
        border.width: root.visualFocus ? Theme.focusLine : 0
        border.color: Theme.accent
    }
}
