import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// Somebody's key is another: nothing goes out until the person here has decided.
Rectangle {
    id: root
    required property ContactViewModel contact
    signal compareWanted

    implicitHeight: column.implicitHeight + Theme.grid * 8
    radius: Theme.bubbleRadius
    color: Theme.card
    border.width: Theme.hairline
    border.color: Theme.line
    Accessible.role: Accessible.AlertMessage
    Accessible.name: heading.text

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: Theme.grid * 4
        spacing: Theme.grid * 2

        UiText {
            id: heading
            Layout.fillWidth: true
            text: qsTr("The security key of %1 has changed").arg(root.contact.name)
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
            Accessible.ignored: false
        }
        UiText {
            Layout.fillWidth: true
            text: qsTr("Maybe %1 has a new computer. Ask in another way before you go on. Nothing is sent until then.").arg(root.contact.name)
            color: Theme.text
            wrapMode: Text.Wrap
            Accessible.ignored: false
        }
        Flow {
            Layout.fillWidth: true
            Layout.topMargin: Theme.grid
            spacing: Theme.grid * 2
            TextButton {
                objectName: "compareNumbers"
                text: qsTr("Compare numbers")
                onActivated: root.compareWanted()
            }
            TextButton {
                objectName: "acceptKey"
                kind: "primary"
                busy: root.contact.busy
                text: qsTr("Trust %1").arg(root.contact.name)
                onActivated: root.contact.accept()
            }
        }
        FailureLine {
            Layout.fillWidth: true
            sentence: root.contact.failure
        }
    }
}
