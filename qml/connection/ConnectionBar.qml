import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// One line across the window while something about the connection is worth knowing.
Rectangle {
    id: root
    required property ConnectionViewModel connection
    readonly property bool trouble: connection.kind === ConnectionViewModel.Trouble

    visible: connection.kind !== ConnectionViewModel.Quiet
    implicitHeight: visible ? line.implicitHeight + Theme.grid * 2 : 0
    color: trouble ? Theme.amberGround : Theme.side
    Accessible.role: Accessible.AlertMessage
    Accessible.name: visible ? connection.sentence : ""

    RowLayout {
        id: line
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.grid * 4
        width: parent.width - Theme.grid * 6
        spacing: Theme.grid * 2

        Icon {
            visible: root.trouble
            name: "offline"
            colour: Theme.amber
            size: Theme.smallIcon
        }
        UiText {
            objectName: "connectionSentence"
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.grown(24)
            verticalAlignment: Text.AlignVCenter
            text: root.connection.sentence
            wrapMode: Text.Wrap
            font.pixelSize: Theme.secondarySize
            color: root.trouble ? Theme.text : Theme.muted
            Accessible.ignored: false
        }
        TextButton {
            objectName: "tryNow"
            visible: root.connection.canTryNow
            kind: "link"
            text: qsTr("Try now")
            onActivated: root.connection.tryNow()
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
