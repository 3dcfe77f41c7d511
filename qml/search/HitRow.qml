import QtQuick
import QtQuick.Layouts
import Kontor.Ui

ActionRow {
    id: root
    required property int index
    required property string title
    required property string detail
    required property string time
    required property string initials
    required property int colour
    required property string owner
    required property bool notes
    required spoken

    objectName: "hit"
    indent: Theme.grid * 2.5

    contentItem: RowLayout {
        spacing: Theme.grid * 2.5
        Avatar {
            initials: root.initials
            colour: root.colour
            owner: root.owner
            notes: root.notes
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.grid / 2
            RowLayout {
                spacing: Theme.grid * 2
                UiText {
                    Layout.fillWidth: true
                    words: root.title
                    font.weight: Font.DemiBold
                    elide: Text.ElideRight
                }
                UiText {
                    visible: root.time.length > 0
                    text: root.time
                    color: Theme.muted
                    font.pixelSize: Theme.labelSize
                }
            }
            UiText {
                Layout.fillWidth: true
                visible: text.length > 0
                text: root.detail
                textFormat: Text.StyledText
                color: Theme.muted
                font.pixelSize: Theme.secondarySize
                elide: Text.ElideRight
                maximumLineCount: 1
            }
        }
    }
}
