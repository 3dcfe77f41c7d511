import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// When a poll ends by itself: a line that opens what can be chosen.
ColumnLayout {
    id: root
    required property PollDeadlineForm deadline
    property bool choosing: false

    spacing: Theme.grid * 2

    ActionRow {
        id: line
        objectName: "pollEnds"
        Layout.fillWidth: true
        implicitHeight: Theme.grown(36)
        indent: 0
        text: qsTr("Ends")
        spoken: qsTr("Ends: %1").arg(root.deadline.words)
        onActivated: root.choosing = !root.choosing
        contentItem: RowLayout {
            spacing: Theme.grid
            UiText {
                Layout.fillWidth: true
                text: line.text
            }
            UiText {
                objectName: "pollEndsWords"
                text: root.deadline.words
                color: root.choosing ? Theme.accent : Theme.muted
                font.pixelSize: Theme.secondarySize
            }
        }
        background: Rectangle {
            anchors.fill: parent
            anchors.margins: -Theme.grid
            radius: Theme.controlRadius
            color: line.hovered ? Theme.hover : Theme.clear
            border.width: line.visualFocus ? Theme.focusLine : 0
            border.color: Theme.accent
        }
    }
    Flow {
        Layout.fillWidth: true
        visible: root.choosing
        spacing: Theme.grid * 2
        Accessible.role: Accessible.Grouping
        Accessible.name: line.text
        DeadlineChoice {
            objectName: "endsNever"
            deadline: root.deadline
            means: PollDeadlineForm.Never
            text: qsTr("Never")
        }
        DeadlineChoice {
            objectName: "endsToday"
            visible: root.deadline.todayOffered
            deadline: root.deadline
            means: PollDeadlineForm.Today
            text: qsTr("Today")
        }
        DeadlineChoice {
            objectName: "endsTomorrow"
            deadline: root.deadline
            means: PollDeadlineForm.Tomorrow
            text: qsTr("Tomorrow")
        }
        DeadlineChoice {
            objectName: "endsWeek"
            deadline: root.deadline
            means: PollDeadlineForm.Week
            text: qsTr("In a week")
        }
        DeadlineChoice {
            objectName: "endsOwn"
            deadline: root.deadline
            means: PollDeadlineForm.Own
            text: qsTr("At a time")
        }
    }
    Calendar {
        objectName: "endsCalendar"
        Layout.fillWidth: true
        Layout.maximumWidth: 8 * Theme.control
        visible: root.choosing && root.deadline.end === PollDeadlineForm.Own
        month: root.deadline.month
    }
    TimeField {
        objectName: "endsTime"
        Layout.fillWidth: true
        visible: root.choosing && root.deadline.end === PollDeadlineForm.Own
        label: qsTr("Time of day")
        text: root.deadline.time
        onEdited: text => root.deadline.time = text
        onStepped: quarters => root.deadline.stepTime(quarters)
    }
}
