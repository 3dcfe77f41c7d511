import QtQuick
import Kontor.Ui

// Opening the profile takes long: the keychain may be asking for its password.
FocusScope {
    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.grid * 10, Theme.dialogWidth)
        busy: true
        sentence: qsTr("Your messages are being opened. If the keychain of this computer asks for its password, please enter it.")
    }
}
