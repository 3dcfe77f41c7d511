import QtQuick
import Kontor.App as App
import Kontor.Ui

// Stands where no message does: there is none, it is being read, or it cannot be.
EmptyState {
    id: root
    required property App.TimelineModel timeline
    required property bool notes

    visible: timeline.state !== App.TimelineModel.Filled && !(busy && !slow.passed)
    busy: timeline.state === App.TimelineModel.Loading
    iconName: timeline.failure ? "failed" : notes ? "notes" : "shield"
    sentence: busy ? "" : timeline.failure || (notes ? qsTr("What you write here only you can read.") : qsTr("Only the people in this conversation can read what is written here. Write the first message."))
    action: timeline.failure ? qsTr("Try again") : ""
    onActivated: timeline.reload()

    Timer {
        id: slow // a page from the disk comes before a sign that it is under way could be read
        property bool passed: false
        interval: 400
        running: root.timeline.state === App.TimelineModel.Loading
        onRunningChanged: if (running)
            passed = false
        onTriggered: passed = true
    }
}
