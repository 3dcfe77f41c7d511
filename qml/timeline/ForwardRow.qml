import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// A conversation that a message may be said in once more.
ActionRow {
    id: root
    required property int index
    required property string name
    required property string detail
    required property string initials
    required property int colour
    required property string owner
    required property bool notes
    required property bool picked
    required spoken

    objectName: "forwardTo"
    indent: Theme.grid * 2
    checkable: true // what makes it a check box for screen readers
    checked: picked

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
            UiText {
                Layout.fillWidth: true
                words: root.name
                font.weight: Font.DemiBold
                elide: Text.ElideRight
            }
            UiText {
                Layout.fillWidth: true
                visible: text.length > 0
                text: root.detail
                color: Theme.muted
                font.pixelSize: Theme.secondarySize
                elide: Text.ElideRight
            }
        }
        PickMark {
            picked: root.picked
        }
    }
}
