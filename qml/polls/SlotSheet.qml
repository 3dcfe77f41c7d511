pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// A date of a poll: a day with two times, or whole days. Enter takes what stands there.
Sheet {
    id: root
    required property App.PollSlotForm form

    title: form.again ? qsTr("Change date") : qsTr("Add date")
    padding: Theme.grid * 4
    width: Math.min(7 * Theme.control + 2 * padding + Theme.grid * 6, parent ? parent.width - Theme.grid * 8 : 7 * Theme.control)
    height: Math.min(column.implicitHeight + 2 * padding, parent ? parent.height - Theme.grid * 4 : column.implicitHeight)
    onOpened: calendar.forceActiveFocus(Qt.PopupFocusReason)

    Connections {
        target: root.form
        function onTaken() {
            root.close();
        }
    }
    Connections {
        target: root.form.month
        // Of one day the times are next; of whole days the last one.
        function onChosen() {
            if (!root.form.allDay)
                start.activate();
        }
    }

    FormScroll {
        anchors.fill: parent
        contentHeight: column.implicitHeight

        ColumnLayout {
            id: column
            width: parent.width
            spacing: Theme.grid * 3

            UiText {
                Layout.fillWidth: true
                text: root.title
                font.pixelSize: Theme.titleSize
                font.weight: Font.DemiBold
                Accessible.ignored: false
            }
            Calendar {
                id: calendar
                objectName: "slotCalendar"
                Layout.fillWidth: true
                focus: true
                month: root.form.month
            }
            Toggle {
                objectName: "allDay"
                Layout.fillWidth: true
                text: qsTr("All day")
                on: root.form.allDay
                onActivated: root.form.allDay = !root.form.allDay
            }
            Flow {
                Layout.fillWidth: true
                visible: root.form.allDay
                spacing: Theme.grid * 2
                Accessible.role: Accessible.Grouping
                Accessible.name: qsTr("Which day the calendar changes")
                ChoiceButton {
                    objectName: "firstDay"
                    //: a date
                    text: qsTr("From %1").arg(root.form.firstDay)
                    chosen: !root.form.pickingLast
                    onActivated: root.form.pickingLast = false
                }
                ChoiceButton {
                    objectName: "lastDay"
                    //: a date
                    text: qsTr("to %1").arg(root.form.lastDay)
                    chosen: root.form.pickingLast
                    onActivated: root.form.pickingLast = true
                }
            }
            RowLayout {
                visible: !root.form.allDay
                spacing: Theme.grid * 3
                TimeField {
                    id: start
                    objectName: "slotStart"
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.control
                    label: qsTr("Starts")
                    text: root.form.starts
                    onEdited: text => root.form.starts = text
                    onStepped: quarters => root.form.stepStart(quarters)
                    onAccepted: end.activate()
                }
                TimeField {
                    id: end
                    objectName: "slotEnd"
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.control
                    label: qsTr("Ends")
                    text: root.form.ends
                    onEdited: text => root.form.ends = text
                    onStepped: quarters => root.form.stepEnd(quarters)
                    onAccepted: root.form.take()
                }
            }
            UiText {
                objectName: "slotOvernight"
                Layout.fillWidth: true
                visible: text.length > 0
                text: root.form.overnight
                color: Theme.muted
                wrapMode: Text.Wrap
                font.pixelSize: Theme.secondarySize
                Accessible.ignored: !visible
            }
            UiText {
                objectName: "slotTrouble"
                Layout.fillWidth: true
                visible: text.length > 0
                text: root.form.trouble
                color: Theme.danger
                wrapMode: Text.Wrap
                font.pixelSize: Theme.secondarySize
                Accessible.role: Accessible.AlertMessage
                Accessible.ignored: !visible
            }
            Flow {
                Layout.fillWidth: true
                layoutDirection: Qt.RightToLeft
                spacing: Theme.grid * 2
                TextButton {
                    objectName: "takeSlot"
                    kind: "primary"
                    enabled: root.form.canTake
                    text: root.form.again ? qsTr("Change") : qsTr("Add")
                    onActivated: root.form.take()
                }
                TextButton {
                    objectName: "cancelSlot"
                    text: qsTr("Cancel")
                    onActivated: root.close()
                }
            }
        }
    }
}
