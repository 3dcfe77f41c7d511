import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// Somebody of the company to choose. The handle tells two people of one name apart.
ActionRow {
    id: root
    required property int index
    required property string name
    required property string handle
    required property string initials
    required property int colour
    required property string owner
    required property int availability
    required property string status
    required property bool picked
    required property bool verified
    required spoken
    property bool pickable: false

    objectName: "person"
    indent: Theme.grid * 2.5
    checkable: pickable // what makes it a check box for screen readers
    checked: picked

    contentItem: RowLayout {
        spacing: Theme.grid * 2.5
        Avatar {
            initials: root.initials
            colour: root.colour
            owner: root.owner
            availability: root.availability
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
                words: root.status.length > 0 ? qsTr("%1 · %2", "handle, status").arg(root.handle).arg(root.status) : root.handle
                color: Theme.muted
                font.pixelSize: Theme.secondarySize
                elide: Text.ElideRight
            }
        }
        Icon {
            visible: root.verified
            name: "shield"
            colour: Theme.good
            size: Theme.smallIcon
        }
        PickMark {
            visible: root.pickable
            picked: root.picked
        }
    }
}
