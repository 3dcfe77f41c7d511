import QtQuick
import Kontor.App as App
import Kontor.Ui

// Above the words: what they answer, or that they change a message.
Item {
    id: root
    required property App.ComposerViewModel composer
    readonly property bool edits: composer.about === App.ComposerViewModel.Edit

    implicitHeight: Theme.textLine + Theme.labelLine + Theme.grid * 4
    Accessible.role: Accessible.Grouping
    Accessible.name: head.words

    Rectangle {
        x: Theme.grid * 3.5
        y: Theme.grid * 2
        width: Theme.grid * 0.75
        height: parent.height - 2 * y
        radius: width / 2
        color: Theme.accent
    }
    UiText {
        id: head
        objectName: "aboutHead"
        x: Theme.grid * 6
        y: Theme.grid * 2
        width: leave.x - x - Theme.grid
        height: Theme.labelLine
        words: root.edits ? qsTr("Edit message") : qsTr("Reply to %1").arg(root.composer.aboutWho)
        color: Theme.accent
        font.pixelSize: Theme.labelSize
        font.weight: Font.DemiBold
        elide: Text.ElideRight
        Accessible.ignored: false
    }
    UiText {
        objectName: "aboutWords"
        x: head.x
        y: head.y + head.height
        width: head.width
        height: Theme.textLine
        words: root.composer.aboutWords
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        elide: Text.ElideRight
        maximumLineCount: 1
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: false
    }
    IconButton {
        id: leave
        objectName: "leaveAbout"
        anchors.right: parent.right
        anchors.rightMargin: Theme.grid * 1.5
        y: Theme.grid * 1.5
        size: Theme.grown(28)
        ink: Theme.muted
        name: root.edits ? qsTr("Do not edit") : qsTr("Do not reply")
        iconName: "close"
        onActivated: root.composer.leaveAbout()
    }
    Divider {
        x: Theme.focusLine
        anchors.bottom: parent.bottom
        width: parent.width - 2 * x
    }
}
