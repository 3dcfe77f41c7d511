import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// Who else should be in this group.
FocusScope {
    id: root
    required property ConversationViewModel conversation
    signal closed

    onActiveFocusChanged: if (activeFocus)
        people.focusSearch()
    Keys.onEscapePressed: closed()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("Add people")
            onBackWanted: root.closed()
        }
        PeopleList {
            id: people
            Layout.fillWidth: true
            Layout.fillHeight: true
            people: root.conversation.candidates
            pickable: true
            busy: root.conversation.busy
            onChosen: row => root.conversation.candidates.toggle(row)
        }
        FailureLine {
            Layout.fillWidth: true
            sentence: root.conversation.failure
        }
        Divider {
            Layout.fillWidth: true
        }
        RowLayout {
            Layout.margins: Theme.grid * 3
            spacing: Theme.grid * 3
            BusyDots {
                visible: root.conversation.busy
            }
            Item {
                Layout.fillWidth: true
            }
            TextButton {
                objectName: "addPicked"
                kind: "primary"
                enabled: root.conversation.candidates.pickedNames.length > 0 && !root.conversation.busy
                text: qsTr("Add")
                onActivated: root.conversation.addPicked()
            }
        }
    }
}
