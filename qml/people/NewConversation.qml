import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// Whom to write to: a new group, oneself, or somebody of the company.
FocusScope {
    id: root
    required property NewConversationViewModel model
    signal closed
    signal groupWanted

    onActiveFocusChanged: if (activeFocus)
        people.focusSearch()
    Keys.onEscapePressed: closed()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("New conversation")
            onBackWanted: root.closed()
        }
        EntryRow {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.grid * 1.5
            Layout.rightMargin: Theme.grid * 1.5
            enabled: !root.model.busy
            objectName: "newGroup"
            text: qsTr("New group")
            iconName: "group"
            onActivated: root.groupWanted()
        }
        EntryRow {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.grid * 1.5
            Layout.rightMargin: Theme.grid * 1.5
            enabled: !root.model.busy
            objectName: "notes"
            text: qsTr("Notes to myself")
            iconName: "notes"
            onActivated: root.model.writeToMyself()
        }
        FailureLine {
            Layout.fillWidth: true
            sentence: root.model.failure
        }
        PeopleList {
            id: people
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: Theme.grid * 3
            people: root.model.people
            busy: root.model.busy
            onChosen: row => root.model.writeTo(row)
        }
        BusyDots {
            Layout.alignment: Qt.AlignHCenter
            Layout.margins: Theme.grid * 4
            visible: root.model.busy
        }
    }
}
