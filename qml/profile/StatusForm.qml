import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// What one says of oneself: whether one can be reached, a line, and when both end by themselves.
ColumnLayout {
    id: root
    required property ProfileViewModel profile

    function activate() {
        line.activate();
    }

    spacing: Theme.grid * 3

    UiText {
        objectName: "statusStanding"
        Layout.fillWidth: true
        visible: root.profile.says
        words: qsTr("The others see: %1").arg(root.profile.standing)
        color: Theme.muted
        wrapMode: Text.Wrap
        Accessible.ignored: !visible
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.grid * 2
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Whether you can be reached")
        AvailabilityChoice {
            profile: root.profile
            objectName: "statusUnsaid"
            means: ProfileViewModel.Unsaid
            text: qsTr("Say nothing")
        }
        AvailabilityChoice {
            profile: root.profile
            objectName: "statusAvailable"
            means: ProfileViewModel.Available
            text: qsTr("Available")
        }
        AvailabilityChoice {
            profile: root.profile
            objectName: "statusBusy"
            means: ProfileViewModel.Busy
            text: qsTr("Busy")
        }
        AvailabilityChoice {
            profile: root.profile
            objectName: "statusAway"
            means: ProfileViewModel.Away
            text: qsTr("Away")
        }
    }
    Field {
        id: line
        objectName: "statusLine"
        Layout.fillWidth: true
        label: qsTr("Status line")
        text: root.profile.line
        onEdited: text => root.profile.line = text
        onAccepted: root.profile.saveStatus()
    }
    UiText {
        text: qsTr("Ends")
        color: Theme.muted
        font.pixelSize: Theme.labelSize
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.grid * 2
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("When it ends by itself")
        EndChoice {
            profile: root.profile
            objectName: "endNever"
            means: ProfileViewModel.Never
            text: qsTr("No end")
        }
        EndChoice {
            profile: root.profile
            objectName: "endHalfHour"
            means: ProfileViewModel.HalfHour
            text: qsTr("30 minutes")
        }
        EndChoice {
            profile: root.profile
            objectName: "endOneHour"
            means: ProfileViewModel.OneHour
            text: qsTr("1 hour")
        }
        EndChoice {
            profile: root.profile
            objectName: "endFourHours"
            means: ProfileViewModel.FourHours
            text: qsTr("4 hours")
        }
        EndChoice {
            profile: root.profile
            objectName: "endToday"
            means: ProfileViewModel.Today
            text: qsTr("Today")
        }
        EndChoice {
            profile: root.profile
            objectName: "endWeek"
            means: ProfileViewModel.Week
            text: qsTr("This week")
        }
        EndChoice {
            profile: root.profile
            objectName: "endAtTime"
            means: ProfileViewModel.AtTime
            text: qsTr("At a time")
        }
    }
    Field {
        objectName: "statusTime"
        Layout.fillWidth: true
        visible: root.profile.end === ProfileViewModel.AtTime
        label: qsTr("Until")
        text: root.profile.time
        onEdited: text => root.profile.time = text
        onAccepted: root.profile.saveStatus()
    }
    FailureLine {
        Layout.fillWidth: true
        sentence: root.profile.statusFailure
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.grid * 2
        TextButton {
            objectName: "saveStatus"
            kind: "primary"
            enabled: root.profile.canSaveStatus
            text: qsTr("Save status")
            onActivated: root.profile.saveStatus()
        }
        TextButton {
            objectName: "clearStatus"
            visible: root.profile.says
            text: qsTr("Remove status")
            onActivated: root.profile.clearStatus()
        }
    }
}
