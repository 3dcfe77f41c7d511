import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// What others learn.
ColumnLayout {
    id: root
    required property PrivacyChoices privacy
    spacing: Theme.grid

    SectionLabel {
        Layout.topMargin: Theme.grid * 6
        Layout.bottomMargin: Theme.grid
        text: qsTr("What others learn")
    }
    Toggle {
        objectName: "readReceipts"
        Layout.fillWidth: true
        text: qsTr("Say what I have read")
        on: root.privacy.readReceipts
        onActivated: root.privacy.readReceipts = !root.privacy.readReceipts
    }
    UiText {
        Layout.fillWidth: true
        text: qsTr("Without this you do not see either whether others have read your messages.")
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        wrapMode: Text.Wrap
        Accessible.ignored: false
    }
    Toggle {
        objectName: "typing"
        Layout.fillWidth: true
        Layout.topMargin: Theme.grid * 2
        text: qsTr("Say when I am typing")
        on: root.privacy.typing
        onActivated: root.privacy.typing = !root.privacy.typing
    }
    UiText {
        Layout.fillWidth: true
        text: qsTr("Without this you do not see either when others are typing.")
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        wrapMode: Text.Wrap
        Accessible.ignored: false
    }
}
