import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// What the conversation has of each kind, a list each.
ColumnLayout {
    id: root
    signal wanted(int what, Item by)
    signal dayWanted

    spacing: 0

    ListEntry {
        id: pins
        objectName: "listPins"
        Layout.fillWidth: true
        iconName: "pin"
        text: qsTr("Pinned messages")
        onActivated: root.wanted(ListingModel.Pins, pins)
    }
    ListEntry {
        id: files
        objectName: "listFiles"
        Layout.fillWidth: true
        iconName: "picture"
        text: qsTr("Pictures and files")
        onActivated: root.wanted(ListingModel.Files, files)
    }
    ListEntry {
        id: links
        objectName: "listLinks"
        Layout.fillWidth: true
        iconName: "link"
        text: qsTr("Links")
        onActivated: root.wanted(ListingModel.Links, links)
    }
    ListEntry {
        id: polls
        objectName: "listPolls"
        Layout.fillWidth: true
        iconName: "poll"
        text: qsTr("Polls")
        onActivated: root.wanted(ListingModel.Polls, polls)
    }
    ListEntry {
        objectName: "goToDay"
        Layout.fillWidth: true
        iconName: "calendar"
        text: qsTr("Go to a day")
        onActivated: root.dayWanted()
    }
}
