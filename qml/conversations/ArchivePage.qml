import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// The conversations that are kept apart from the list.
FocusScope {
    id: root
    required property App.ConversationListModel conversations
    signal closed
    signal chosen(int row)

    Keys.onEscapePressed: closed()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("Archive")
            onBackWanted: root.closed()
        }
        ConversationList {
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            conversations: root.conversations
            onChosen: row => root.chosen(row)
        }
    }
}
