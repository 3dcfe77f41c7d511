import QtQuick
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// Words beside one's own vote; Enter sends them.
T.TextField {
    id: root
    required property App.PollCardModel poll
    signal sent(string words)

    objectName: "pollComment"
    implicitHeight: Theme.grown(32)
    leftPadding: Theme.grid * 2.5
    rightPadding: Theme.grid * 2.5
    verticalAlignment: TextInput.AlignVCenter
    text: poll.comment
    maximumLength: 256
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    font: Theme.letters.font(Theme.secondarySize)
    selectByMouse: true
    onAccepted: sent(text)
    Accessible.name: qsTr("Comment")
    Accessible.description: qsTr("Enter sends it with your vote.")
    Accessible.onPressAction: forceActiveFocus()

    // What another device of one's own has said; not while something is being typed here.
    Connections {
        target: root.poll
        function onChanged() {
            if (!root.activeFocus)
                root.text = root.poll.comment;
        }
    }
    UiText {
        anchors.fill: parent
        anchors.leftMargin: root.leftPadding
        verticalAlignment: Text.AlignVCenter
        visible: root.length === 0 && root.preeditText.length === 0
        text: qsTr("Add a comment")
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
    }
    background: Rectangle {
        radius: Theme.controlRadius
        color: Theme.card
        border.width: root.activeFocus ? Theme.focusLine : Theme.hairline
        border.color: root.activeFocus ? Theme.accent : Theme.line
    }
}
