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
    width: Math.min(Theme.formWidth * 1.3, parent ? parent.width - Theme.grid * 8 : Theme.formWidth)
    implicitHeight: column.implicitHeight + 2 * padding
    height: Math.min(implicitHeight, parent ? parent.height - Theme.grid * 8 : implicitHeight)
    onAboutToShow: profile.beginStatus()
    onOpened: form.activate()
    onClosed: destroy()

    // Choices stand out from the ground of the settings, in both themes.
    background: Rectangle {
        radius: Theme.bubbleRadius
        color: Theme.side
        border.width: Theme.hairline
        border.color: Theme.line
    }
    Connections {
        target: root.profile
        function onStatusSaved() {
            root.close();
        }
    }
    Page { // with large letters it is higher than a small window
        anchors.fill: parent
        contentHeight: column.implicitHeight
        clip: true

        ColumnLayout {
            id: column
            width: parent.width
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
}
