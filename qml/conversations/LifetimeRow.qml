import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// How long new messages live, and the way to change it.
ActionRow {
    id: root
    required property LifetimeModel lifetimes

    implicitHeight: Theme.smallRow
    indent: Theme.grid * 1.5
    text: qsTr("Disappear after")
    spoken: qsTr("%1: %2", "setting, value").arg(text).arg(lifetimes.words)

    contentItem: RowLayout {
        spacing: Theme.grid * 2
        UiText {
            Layout.fillWidth: true
            text: root.text
            elide: Text.ElideRight
        }
        UiText {
            text: root.lifetimes.words
            color: Theme.muted
            font.pixelSize: Theme.labelSize
        }
    }
}
