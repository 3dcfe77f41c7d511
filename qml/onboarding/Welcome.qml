import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// The first start: the invite link, and once its server has proved itself, name and handle.
FocusScope {
    id: root
    required property App.RegistrationViewModel registration
    required property App.Appearance appearance
    readonly property bool good: registration.linkState === App.RegistrationViewModel.Good
    readonly property bool busy: registration.busy

    function goOn() {
        if (good)
            registration.registerAccount();
        else
            registration.checkLink();
        if (!registration.busy)
            focusWrong();
    }
    function focusWrong() {
        if (registration.linkError)
            link.activate();
        else if (registration.nameError)
            name.activate();
        else if (registration.handleError)
            handle.activate();
    }

    focus: true
    onBusyChanged: if (!busy)
        focusWrong()
    onGoodChanged: if (good && link.input.activeFocus)
        name.activate()

    Page {
        anchors.fill: parent
        contentHeight: Math.max(height, column.implicitHeight + Theme.grid * 28)

        Rectangle {
            anchors.fill: column
            anchors.margins: -Theme.grid * 7
            visible: x > 0
            radius: Theme.bubbleRadius
            color: Theme.side
            border.width: Theme.hairline
            border.color: Theme.line
        }
        ColumnLayout {
            id: column
            anchors.centerIn: parent
            width: Math.min(parent.width - Theme.grid * 10, Theme.formWidth)
            spacing: 0

            Rectangle {
                Layout.alignment: Qt.AlignHCenter
                implicitWidth: Theme.grid * 16
                implicitHeight: Theme.grid * 16
                radius: Theme.grid * 4
                color: Theme.accent
                UiText {
                    anchors.centerIn: parent
                    text: "K"
                    color: Theme.accentText
                    font.pixelSize: Theme.grid * 8
                    font.weight: Font.DemiBold
                }
            }
            UiText {
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 3
                text: qsTr("Welcome to Kontor")
                font.pixelSize: Theme.welcomeSize
                font.weight: Font.DemiBold
                lineHeight: Theme.welcomeLine
                lineHeightMode: Text.FixedHeight
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                Accessible.role: Accessible.Heading
                Accessible.ignored: false
            }
            UiText {
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid
                text: qsTr("Paste the invite link that you got from your company.")
                color: Theme.muted
                lineHeight: Theme.textLine
                lineHeightMode: Text.FixedHeight
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                Accessible.ignored: false
            }
            Field {
                id: link
                objectName: "link"
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 6
                focus: true
                input.focus: true
                label: qsTr("Invite link")
                text: root.registration.link
                error: root.registration.linkError
                success: root.good ? qsTr("%1, connection checked").arg(root.registration.organisation) : ""
                hint: root.registration.linkState === App.RegistrationViewModel.Checking ? qsTr("Checking the link …") : ""
                onEdited: text => root.registration.link = text
                onAccepted: root.good ? name.activate() : root.goOn()
            }
            Field {
                id: name
                objectName: "name"
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 4
                visible: root.good
                label: qsTr("Your name")
                text: root.registration.name
                error: root.registration.nameError
                onEdited: text => root.registration.name = text
                onAccepted: handle.readOnly ? root.goOn() : handle.activate()
            }
            Field {
                id: handle
                objectName: "handle"
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 4
                visible: root.good
                readOnly: root.registration.handleFixed
                label: qsTr("Handle")
                text: root.registration.handle
                error: root.registration.handleError
                hint: root.registration.handleFixed ? "" : qsTr("Colleagues find you by it. It cannot be changed later.")
                onEdited: text => root.registration.handle = text
                onAccepted: root.goOn()
            }
            UiText {
                objectName: "failure"
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 4
                visible: root.registration.failure.length > 0
                text: root.registration.failure
                color: Theme.danger
                wrapMode: Text.Wrap
                Accessible.role: Accessible.AlertMessage
                Accessible.ignored: !visible
            }
            TextButton {
                objectName: "register"
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 5
                implicitHeight: Theme.grown(42)
                kind: "primary"
                busy: root.registration.busy
                text: busy ? qsTr("One moment …") : root.good ? qsTr("Get started") : qsTr("Check the link")
                enabled: root.good || root.registration.link.length > 0
                onActivated: root.goOn()
            }
        }
    }
    // The language is chosen before there is a settings page.
    TextButton {
        objectName: "switchLanguage"
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.grid * 4
        kind: "link"
        text: root.appearance.speaksGerman ? qsTr("English") : qsTr("Deutsch")
        onActivated: root.appearance.language = root.appearance.speaksGerman ? App.Appearance.English : App.Appearance.German
    }
}
