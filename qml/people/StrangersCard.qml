import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// Somebody came in while this computer had lost its place: nothing goes out until that is accepted.
Rectangle {
    id: root
    required property ConversationViewModel conversation

    implicitHeight: column.implicitHeight + Theme.grid * 8
    radius: Theme.bubbleRadius
    color: Theme.card
    border.width: Theme.hairline
    border.color: Theme.line
    Accessible.role: Accessible.AlertMessage
    Accessible.name: heading.text

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: Theme.grid * 4
        spacing: Theme.grid * 2

        UiText {
            id: heading
            Layout.fillWidth: true
            text: qsTr("New members while this computer was away")
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
            Accessible.ignored: false
        }
        UiText {
            Layout.fillWidth: true
            text: qsTr("%1: not known as members here before. Nothing is sent until you accept that or they are removed.").arg(root.conversation.strangers)
            color: Theme.text
            wrapMode: Text.Wrap
            Accessible.ignored: false
        }
        TextButton {
            objectName: "acceptStrangers"
            Layout.topMargin: Theme.grid
            kind: "primary"
            busy: root.conversation.busy
            text: qsTr("Accept")
            onActivated: root.conversation.acceptStrangers()
        }
        FailureLine {
            objectName: "strangersFailure"
            Layout.fillWidth: true
            sentence: root.conversation.failure
        }
    }
}
