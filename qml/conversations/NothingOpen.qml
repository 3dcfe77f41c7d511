import QtQuick
import Kontor.Ui

EmptyState {
    iconName: "edit"
    sentence: qsTr("Choose a conversation on the left, or start a new one.")
    action: qsTr("New conversation")
}
