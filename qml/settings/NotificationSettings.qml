import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// What the desktop is told of what comes, its sound, and what closing the window does.
ColumnLayout {
    id: root
    required property NotificationChoices choices
    required property BackgroundViewModel background

    spacing: Theme.grid

    SectionLabel {
        Layout.topMargin: Theme.grid * 6
        Layout.bottomMargin: Theme.grid
        text: qsTr("Notifications")
    }
    Toggle {
        objectName: "notify"
        Layout.fillWidth: true
        text: qsTr("Tell about new messages")
        on: root.choices.enabled
        onActivated: root.choices.enabled = !root.choices.enabled
    }
    UiText {
        Layout.topMargin: Theme.grid
        visible: root.choices.enabled
        text: qsTr("A notification shows")
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        Accessible.ignored: !visible
    }
    Flow {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.grid
        visible: root.choices.enabled
        spacing: Theme.grid * 2
        ChoiceButton {
            objectName: "nameAndText"
            text: qsTr("Name and message")
            chosen: root.choices.content === NotificationChoices.NameAndText
            onActivated: root.choices.content = NotificationChoices.NameAndText
        }
        ChoiceButton {
            objectName: "nameOnly"
            text: qsTr("Name only")
            chosen: root.choices.content === NotificationChoices.NameOnly
            onActivated: root.choices.content = NotificationChoices.NameOnly
        }
        ChoiceButton {
            objectName: "nothing"
            text: qsTr("Neither")
            chosen: root.choices.content === NotificationChoices.Nothing
            onActivated: root.choices.content = NotificationChoices.Nothing
        }
    }
    Toggle {
        objectName: "mentions"
        Layout.fillWidth: true
        visible: root.choices.enabled
        text: qsTr("Also in muted conversations when I am mentioned")
        on: root.choices.mentions
        onActivated: root.choices.mentions = !root.choices.mentions
    }
    Toggle {
        objectName: "sounds"
        Layout.fillWidth: true
        visible: root.choices.enabled
        text: qsTr("With a sound")
        on: root.choices.sounds
        onActivated: root.choices.sounds = !root.choices.sounds
    }
    Toggle {
        objectName: "stay"
        Layout.fillWidth: true
        visible: root.background.available
        text: qsTr("Keep running when the window is closed")
        on: root.choices.closing === NotificationChoices.Stay
        onActivated: root.choices.closing = on ? NotificationChoices.Quit : NotificationChoices.Stay
    }
}
