import QtQuick
import Kontor.Ui

EmptyState {
    property bool any: true // there are conversations to choose from

    iconName: "edit"
    sentence: any ? qsTr("Choose a conversation on the left, or start a new one.") : qsTr("What you write to each other will stand here.")
    action: any ? qsTr("New conversation") : ""
}
