import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// A name and its people make a group.
FocusScope {
    id: root
    required property NewConversationViewModel model
    signal closed

    onActiveFocusChanged: if (activeFocus)
        name.activate()
    Keys.onEscapePressed: closed()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("New group")
            onBackWanted: root.closed()
        }
        Field {
            id: name
            objectName: "groupName"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.grid * 3
            Layout.rightMargin: Theme.grid * 3
            Layout.topMargin: Theme.grid
            label: qsTr("Name of the group")
            error: root.model.nameError
            onEdited: text => root.model.groupName = text
            onAccepted: people.focusSearch()
        }
        PeopleList {
            id: people
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: Theme.grid * 4
            people: root.model.people
            pickable: true
            busy: root.model.busy
            onChosen: row => root.model.people.toggle(row)
        }
        FailureLine {
            Layout.fillWidth: true
            sentence: root.model.failure
        }
        Divider {
            Layout.fillWidth: true
        }
        RowLayout {
            Layout.margins: Theme.grid * 3
            spacing: Theme.grid * 3
            BusyDots {
                visible: root.model.busy
            }
            Item {
                Layout.fillWidth: true
            }
            TextButton {
                objectName: "createGroup"
                kind: "primary"
                enabled: root.model.canCreate
                text: qsTr("Create group")
                onActivated: root.model.createGroup()
            }
        }
    }
}
