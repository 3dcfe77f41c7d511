import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

ColumnLayout {
    id: root
    required property CallViewModel call
    spacing: Theme.grid

    SectionLabel {
        Layout.topMargin: Theme.grid * 6
        Layout.bottomMargin: Theme.grid
        text: qsTr("Calls")
    }
    Toggle {
        objectName: "relayOnly"
        Layout.fillWidth: true
        text: qsTr("Always by your company’s relay")
        on: root.call.relayOnly
        onActivated: root.call.relayOnly = !root.call.relayOnly
    }
    UiText {
        Layout.fillWidth: true
        text: qsTr("Then whoever you speak with does not learn your network address.")
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        wrapMode: Text.Wrap
        Accessible.ignored: false
    }
}
