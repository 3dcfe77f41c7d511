import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// One of a list: what it says, who said it, and when.
ActionRow {
    id: root
    required property double entryId
    required property string who
    required property string words
    required property string time
    required property string iconName
    required spoken

    objectName: "listed"
    indent: Theme.grid * 2.5

    contentItem: RowLayout {
        spacing: Theme.grid * 2.5
        Rectangle {
            implicitWidth: Theme.avatarSmall
            implicitHeight: Theme.avatarSmall
            radius: Theme.controlRadius
            color: Theme.selected
            Icon {
                anchors.centerIn: parent
                name: root.iconName
                colour: Theme.accent
                size: Theme.smallIcon
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.grid / 2
            UiText {
                Layout.fillWidth: true
                words: root.words
                elide: Text.ElideRight
                maximumLineCount: 1
            }
            RowLayout {
                spacing: Theme.grid * 2
                UiText {
                    Layout.fillWidth: true
                    words: root.who
                    color: Theme.muted
                    font.pixelSize: Theme.labelSize
                    elide: Text.ElideRight
                }
                UiText {
                    text: root.time
                    color: Theme.muted
                    font.pixelSize: Theme.labelSize
                }
            }
        }
    }
}
