import QtQuick
import Kontor.App as App
import Kontor.Ui

// Above the words: that this message alone disappears, and after how long.
Item {
    id: root
    required property App.ComposerViewModel composer
    signal writingWanted

    implicitHeight: Theme.textLine + Theme.grid * 3
    Accessible.role: Accessible.Grouping
    Accessible.name: said.text

    Icon {
        id: sign
        x: Theme.grid * 3.5
        anchors.verticalCenter: parent.verticalCenter
        name: "timer"
        colour: Theme.accent
        size: Theme.smallIcon
    }
    UiText {
        id: said
        objectName: "messageLife"
        x: sign.x + sign.width + Theme.grid * 2
        width: leave.x - x - Theme.grid
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("This message disappears after %1").arg(root.composer.lifetimes.words)
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        elide: Text.ElideRight
        Accessible.ignored: false
    }
    IconButton {
        id: leave
        objectName: "leaveLife"
        anchors.right: parent.right
        anchors.rightMargin: Theme.grid * 1.5
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.grown(28)
        ink: Theme.muted
        name: qsTr("As the conversation has it")
        iconName: "close"
        onActivated: {
            root.composer.chooseLifetime(0);
            root.writingWanted();
        }
    }
    Divider {
        x: Theme.focusLine
        anchors.bottom: parent.bottom
        width: parent.width - 2 * x
    }
}
