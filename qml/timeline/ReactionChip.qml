import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// One emoji at a message, with how many put it there; who did is told to those who point at it.
T.Button {
    id: root
    required property string emoji
    required property int count
    required property bool mine
    required property string people
    required property string spoken
    property ReactionChip before: null
    property real available: 0
    readonly property real gap: Theme.grid
    readonly property real start: before ? before.x + before.width + gap : 0
    readonly property bool wraps: before !== null && start + width > available
    signal activated

    function activate() {
        activated();
    }

    objectName: "reaction" + emoji
    // Placed by bindings, as the bubble's words are: a row must not grow a frame later.
    x: wraps ? 0 : start
    y: before ? before.y + (wraps ? before.height + gap : 0) : 0
    implicitWidth: sign.width + number.implicitWidth + Theme.grid * 5
    implicitHeight: Theme.grown(24)
    hoverEnabled: true
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.description: people
    Accessible.onPressAction: activate()

    EmojiPicture {
        id: sign
        x: Theme.grid * 2
        anchors.verticalCenter: parent.verticalCenter
        sign: root.emoji
        width: Theme.grown(15)
        height: width
    }
    UiText {
        id: number
        x: sign.x + sign.width + Theme.grid
        anchors.verticalCenter: parent.verticalCenter
        text: root.count
        color: root.mine ? Theme.accent : Theme.muted
        font.pixelSize: Theme.labelSize
        font.weight: root.mine ? Font.DemiBold : Font.Normal
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: height / 2
        color: root.mine ? Theme.selected : root.hovered ? Theme.hover : Theme.card
        border.width: root.visualFocus ? Theme.focusLine : Theme.hairline
        border.color: root.visualFocus || root.mine ? Theme.accent : Theme.line
    }
    Tip {
        shown: root.hovered || root.visualFocus
        text: root.people
    }
}
