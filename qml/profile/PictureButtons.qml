import QtQuick
import Kontor.Ui

// Changes or removes a picture that stands for somebody.
Flow {
    id: root
    required property bool pictured
    signal changeWanted
    signal removeWanted

    spacing: Theme.grid * 2
    TextButton {
        objectName: "changePicture"
        text: root.pictured ? qsTr("Change picture") : qsTr("Choose picture")
        onActivated: root.changeWanted()
    }
    TextButton {
        objectName: "removePicture"
        visible: root.pictured
        text: qsTr("Remove picture")
        onActivated: root.removeWanted()
    }
}
