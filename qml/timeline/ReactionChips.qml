pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// The emoji at a message. Pressing one puts one's own there, or takes it back.
Flow {
    id: root
    property App.ReactionsModel reactions: null
    signal toggled(string emoji)

    spacing: Theme.grid
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Reactions")

    Repeater {
        model: root.reactions
        delegate: T.Button {
            id: chip
            required property string emoji
            required property int count
            required property bool mine
            required property string people
            required property string spoken

            function activate() {
                root.toggled(emoji);
            }

            objectName: "reaction" + emoji
            implicitWidth: row.implicitWidth + Theme.grid * 4
            implicitHeight: Theme.grown(24)
            hoverEnabled: true
            onClicked: activate()
            Keys.onReturnPressed: activate()
            Keys.onEnterPressed: activate()
            Accessible.role: Accessible.Button
            Accessible.name: spoken
            Accessible.description: people
            Accessible.onPressAction: activate()

            contentItem: Item {
                Row {
                    id: row
                    anchors.centerIn: parent
                    spacing: Theme.grid
                    EmojiPicture {
                        anchors.verticalCenter: parent.verticalCenter
                        sign: chip.emoji
                        width: Theme.grown(15)
                        height: width
                    }
                    UiText {
                        anchors.verticalCenter: parent.verticalCenter
                        text: chip.count
                        color: chip.mine ? Theme.accent : Theme.muted
                        font.pixelSize: Theme.labelSize
                        font.weight: chip.mine ? Font.DemiBold : Font.Normal
                        Accessible.ignored: true
                    }
                }
            }
            background: Rectangle {
                radius: height / 2
                color: chip.mine ? Theme.selected : chip.hovered ? Theme.hover : Theme.card
                border.width: chip.visualFocus ? Theme.focusLine : Theme.hairline
                border.color: chip.visualFocus || chip.mine ? Theme.accent : Theme.line
            }
            Tip {
                shown: chip.hovered || chip.visualFocus
                text: chip.people
            }
        }
    }
}
