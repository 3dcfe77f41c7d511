import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// Who one is, language, looks, where the key lies.
FocusScope {
    id: root
    required property App.Application app
    signal closed

    onActiveFocusChanged: if (activeFocus)
        header.forceActiveFocus()
    Keys.onEscapePressed: closed()

    component Fact: RowLayout {
        id: fact
        required property string name
        required property string value
        Layout.fillWidth: true
        Layout.minimumHeight: Theme.grown(32)
        spacing: Theme.grid * 4
        UiText {
            text: fact.name
            color: Theme.muted
            Accessible.ignored: false
        }
        UiText {
            Layout.fillWidth: true
            words: fact.value
            elide: Text.ElideMiddle
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: false
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.side
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            id: header
            objectName: "settingsHeader"
            Layout.fillWidth: true
            focus: true
            title: qsTr("Settings")
            backName: qsTr("Close settings")
            onBackWanted: root.closed()
        }
        Divider {
            Layout.fillWidth: true
        }
        Page {
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: column.implicitHeight + Theme.grid * 12
            clip: true

            ColumnLayout {
                id: column
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width - Theme.grid * 10, Theme.pageWidth)
                spacing: Theme.grid

                ProfileCard {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.grid * 6
                    account: root.app.account
                    profile: root.app.profile
                }

                LooksSettings {
                    Layout.fillWidth: true
                    appearance: root.app.appearance
                }
                CallSettings {
                    Layout.fillWidth: true
                    visible: root.app.call.available
                    call: root.app.call
                }
                NotificationSettings {
                    Layout.fillWidth: true
                    choices: root.app.notifications
                    background: root.app.background
                }
                PrivacySettings {
                    Layout.fillWidth: true
                    privacy: root.app.privacy
                }
                SectionLabel {
                    Layout.topMargin: Theme.grid * 6
                    Layout.bottomMargin: Theme.grid
                    text: qsTr("Your messages on this computer")
                }
                RowLayout {
                    spacing: Theme.grid * 3
                    Icon {
                        Layout.alignment: Qt.AlignTop
                        name: "key"
                        colour: Theme.muted
                    }
                    UiText {
                        objectName: "keyPlace"
                        Layout.fillWidth: true
                        text: root.app.account.keyPlace
                        wrapMode: Text.Wrap
                        lineHeight: Theme.textLine
                        lineHeightMode: Text.FixedHeight
                        Accessible.ignored: false
                    }
                }

                SectionLabel {
                    Layout.topMargin: Theme.grid * 6
                    Layout.bottomMargin: Theme.grid
                    text: qsTr("About")
                }
                Fact {
                    name: qsTr("Company")
                    value: root.app.account.organisation
                }
                Fact {
                    name: qsTr("Server")
                    value: root.app.account.server
                }
                Fact {
                    objectName: "version"
                    name: qsTr("Version")
                    value: root.app.version
                }
            }
        }
    }
}
