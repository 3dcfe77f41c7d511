import QtQuick
import QtQuick.Layouts
import Kontor.Ui

// Who has read a message, who has got it, in their sections. A file of its own: where components are
// bound, Qt 6.4 does not find the headings of sections ready.
ListView {
    id: root

    clip: true
    reuseItems: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    Accessible.name: qsTr("People")
    section.property: "section"
    section.delegate: SectionLabel {
        required property string section
        text: section
        topPadding: Theme.grid * 3
        bottomPadding: Theme.grid
    }
    delegate: Item {
        id: reader
        required property string name
        required property string initials
        required property int colour
        required property string owner
        required property string time
        required property string spoken

        objectName: "reader"
        width: ListView.view ? ListView.view.width : 0
        implicitHeight: Theme.smallRow
        Accessible.role: Accessible.ListItem
        Accessible.name: spoken

        RowLayout {
            anchors.fill: parent
            spacing: Theme.grid * 2.5
            Avatar {
                initials: reader.initials
                colour: reader.colour
                owner: reader.owner
                size: Theme.avatarSmall
            }
            UiText {
                Layout.fillWidth: true
                words: reader.name
                elide: Text.ElideRight
            }
            UiText {
                text: reader.time
                color: Theme.muted
                font.pixelSize: Theme.labelSize
            }
        }
    }
}
