import QtQuick
import Kontor.App as App
import Kontor.Ui

// The profile cannot be opened: why, and one button.
FocusScope {
    id: root
    required property App.Application app

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.grid * 10, Theme.dialogWidth)
        iconName: "failed"
        sentence: root.app.openFailure
        action: qsTr("Try again")
        onActivated: root.app.openAgain()
    }
}
