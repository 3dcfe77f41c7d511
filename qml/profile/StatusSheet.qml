import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// One's status, quickly: over the window, from one's own picture. Gone when it is saved.
Sheet {
    id: root
    required property App.ProfileViewModel profile

    objectName: "statusSheet"
    title: qsTr("Status")
    implicitHeight: contentHeight + 2 * padding
    onAboutToShow: profile.beginStatus()
    onOpened: form.activate()
    onClosed: destroy()

    Connections {
        target: root.profile
        function onStatusSaved() {
            root.close();
        }
    }
    contentItem: ColumnLayout {
        spacing: Theme.grid * 4
        UiText {
            Layout.fillWidth: true
            text: root.title
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.ignored: false
        }
        StatusForm {
            id: form
            Layout.fillWidth: true
            profile: root.profile
        }
    }
}
