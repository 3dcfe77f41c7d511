pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

// The emoji at a message. Pressing one puts one's own there, or takes it back.
Item {
    id: root
    property App.ReactionsModel reactions: null
    property ReactionChip last: null
    signal toggled(string emoji)

    implicitHeight: last ? last.y + last.height : 0
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Reactions")

    Repeater {
        model: root.reactions
        // They are made in their order, and new ones come at the end.
        onItemAdded: (index, item) => {
            const chip = item as ReactionChip;
            chip.before = index > 0 ? root.last : null;
            root.last = chip;
        }
        delegate: ReactionChip {
            available: root.width
            onActivated: root.toggled(emoji)
        }
    }
}
