import QtQuick
import QtQuick.Layouts
import Kontor.Ui

ActionRow {
    id: root
    required property int index
    required property string title
    required property string preview
    required property string time
    required property int unread
    required property string initials
    required property int colour
    required property string owner
    required property bool notes
    required property int availability
    required property string delivery
    required property bool trouble
    required property bool current
    required property bool muted
    required property bool mentioned
    required property bool verified
    required property real conversationId
    required property bool marked
    required property bool favourite
    required property bool draft
    required property bool typing
    required spoken
    signal menuWanted(real x, real y)

    function openMenu() {
        menuWanted(indent, height - Theme.grid);
    }

    objectName: "conversation"
    chosen: current
    indent: Theme.grid * 2.5
    Keys.onMenuPressed: openMenu()
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_F10 && event.modifiers & Qt.ShiftModifier;
        if (event.accepted)
            openMenu();
    }

    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: point => root.menuWanted(point.position.x, point.position.y)
    }

    contentItem: RowLayout {
        spacing: Theme.grid * 2.5

        Avatar {
            initials: root.initials
            colour: root.colour
            owner: root.owner
            notes: root.notes
            availability: root.availability
            ground: root.current ? Theme.selected : Theme.side
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.grid / 4

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.grid * 2
                UiText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: Math.ceil(implicitWidth)
                    words: root.title
                    font.weight: Font.DemiBold
                    elide: Text.ElideRight
                }
                Icon {
                    visible: root.verified
                    name: "shield"
                    colour: Theme.good
                    size: Theme.smallIcon
                }
                Icon {
                    visible: root.favourite
                    name: "star"
                    colour: Theme.amber
                    size: Theme.smallIcon
                }
                Item {
                    Layout.fillWidth: true
                }
                UiText {
                    text: root.time
                    color: root.unread > 0 || root.marked ? Theme.accent : Theme.muted
                    font.pixelSize: Theme.labelSize
                }
            }
            RowLayout {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.grown(20)
                spacing: Theme.grid * 2
                UiText {
                    Layout.fillWidth: true
                    words: root.preview
                    color: root.draft || root.typing ? Theme.accent : Theme.muted
                    font.pixelSize: Theme.secondarySize
                    elide: Text.ElideRight
                    maximumLineCount: 1
                }
                Icon {
                    visible: root.muted
                    name: "bell_off"
                    colour: Theme.muted
                    size: Theme.smallIcon
                }
                Icon {
                    visible: root.unread === 0 && !root.marked && !root.draft && name.length > 0
                    name: root.trouble ? "failed" : root.delivery
                    colour: root.trouble ? Theme.danger : root.delivery === "read" ? Theme.accent : Theme.muted
                    size: Theme.smallIcon
                }
                Rectangle {
                    objectName: "unreadDot"
                    visible: root.unread === 0 && root.marked
                    implicitWidth: Theme.grid * 2.5
                    implicitHeight: implicitWidth
                    radius: width / 2
                    color: root.muted ? Theme.muted : Theme.accent
                }
                CountBadge {
                    visible: root.unread > 0
                    count: root.unread
                    mention: root.mentioned
                    color: root.mentioned ? Theme.amber : root.muted ? Theme.muted : Theme.accent
                }
            }
        }
    }
}
