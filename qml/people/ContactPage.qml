import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// One person's safety number, and what oneself says of it.
FocusScope {
    id: root
    required property ContactViewModel contact
    signal closed
    signal copyWanted(text: string)

    Keys.onEscapePressed: closed()

    ColumnLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("Safety number")
            onBackWanted: root.closed()
        }
        Avatar {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.grid * 2
            initials: root.contact.initials
            colour: root.contact.colour
            owner: root.contact.owner
            availability: root.contact.availability
            size: Theme.avatarLarge
        }
        UiText {
            Layout.fillWidth: true
            Layout.margins: Theme.grid * 5
            Layout.topMargin: Theme.grid * 2
            Layout.bottomMargin: 0
            visible: root.contact.status.length > 0
            words: root.contact.status
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            Accessible.ignored: !visible
        }
        UiText {
            Layout.fillWidth: true
            Layout.margins: Theme.grid * 5
            Layout.topMargin: Theme.grid * 2
            text: root.contact.number.length > 0 ? qsTr("Compare this number with the one that %1 sees: in person or in a call, not in a message.").arg(root.contact.name) : qsTr("%1 has no computer yet.").arg(root.contact.name)
            color: Theme.muted
            font.pixelSize: Theme.secondarySize
            wrapMode: Text.Wrap
            Accessible.ignored: false
        }
        UiText {
            objectName: "safetyNumber"
            Layout.fillWidth: true
            visible: root.contact.number.length > 0
            text: root.contact.number
            font.family: "monospace"
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1.4
            fontSizeMode: Text.HorizontalFit // four lines of four groups, whatever the letters' size
            minimumPixelSize: 8
            Accessible.ignored: false
            Accessible.name: root.contact.number.replace(/\s+/g, " ")
        }
        UiText {
            Layout.fillWidth: true
            Layout.margins: Theme.grid * 5
            Layout.bottomMargin: 0
            visible: root.contact.keyChanged
            text: qsTr("The security key of %1 has changed.").arg(root.contact.name)
            color: Theme.danger
            font.pixelSize: Theme.secondarySize
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            Accessible.ignored: !visible
        }
        RowLayout {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.grid * 5
            visible: root.contact.verified
            spacing: Theme.grid * 1.5
            Icon {
                name: "shield"
                colour: Theme.good
                size: Theme.smallIcon
            }
            UiText {
                text: qsTr("Verified in person")
                color: Theme.good
                font.pixelSize: Theme.labelSize
                Accessible.ignored: !visible
            }
        }
        TextButton {
            objectName: "verify"
            Layout.fillWidth: true
            Layout.margins: Theme.grid * 5
            Layout.bottomMargin: 0
            visible: root.contact.number.length > 0 && !root.contact.verified
            kind: "primary"
            busy: root.contact.busy
            text: qsTr("Mark as verified")
            onActivated: root.contact.verify()
        }
        TextButton {
            objectName: "unverify"
            Layout.fillWidth: true
            Layout.margins: Theme.grid * 5
            Layout.bottomMargin: 0
            visible: root.contact.verified
            busy: root.contact.busy
            text: qsTr("No longer verified")
            onActivated: root.contact.accept()
        }
        TextButton {
            objectName: "copyNumber"
            Layout.fillWidth: true
            Layout.margins: Theme.grid * 5
            Layout.topMargin: Theme.grid * 2
            visible: root.contact.number.length > 0
            text: qsTr("Copy number")
            onActivated: root.copyWanted(root.contact.number)
        }
        FailureLine {
            Layout.fillWidth: true
            sentence: root.contact.failure
        }
    }
}
