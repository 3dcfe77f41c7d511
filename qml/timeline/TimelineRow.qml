pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// What all rows of the timeline have: the lines above, where a day or the unread begins, and a
// ring while the row is the chosen one.
Item {
    id: root
    required property int index
    required property real entryId
    required property string text
    required property string day
    required property bool opensUnread
    required property bool marked
    required property string spoken
    required property string link
    required property bool acts
    required property App.ReactionsModel reactions

    property real contentHeight: 0
    property bool opensItself: false // pressing it is no link of its words
    readonly property real headroom: above.height
    readonly property bool chosen: activeFocus
    // The keyboard is on it or on something in it: Tab leads through a quote and its bar, and on.
    readonly property bool pointed: over.hovered || chosen || bar.activeFocus || holds(Window.activeFocusItem)
    readonly property bool ringedOwn: ringed !== null && ringed.x > width - ringed.x - ringed.width
    default property alias content: body.data
    property Item ringed
    signal activated

    function holds(item: Item): bool {
        while (item && item !== root)
            item = item.parent;
        return item === root;
    }
    function activate() {
        if (opensItself)
            activated();
        else if (link.length > 0)
            (ListView.view as MessageList).linkActivated(link);
    }

    // A row that waits to be used again still has its words: screen readers must not find them.
    ListView.onPooled: visible = false
    ListView.onReused: visible = true
    width: ListView.view ? ListView.view.width : 0
    z: pointed ? 1 : 0 // its bar may reach over the row above
    implicitHeight: headroom + contentHeight + (chips.active ? chips.height : 0)
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.focusable: true
    Accessible.onPressAction: activate()

    Loader {
        id: above
        readonly property bool wanted: root.day.length > 0 || root.opensUnread
        width: parent.width
        height: wanted && item ? (item as Item).implicitHeight : 0
        visible: wanted
        source: wanted ? "Separators.qml" : ""
        onLoaded: {
            const lines = item as Separators;
            lines.day = Qt.binding(() => root.day);
            lines.unread = Qt.binding(() => root.opensUnread);
            lines.dayWanted.connect(() => (root.ListView.view as MessageList).dayWanted());
        }
    }
    Item {
        id: body
        y: root.headroom
        width: parent.width
        height: root.contentHeight
    }
    HoverHandler {
        id: over
        enabled: root.acts
    }
    Loader {
        id: chips
        active: root.reactions !== null
        x: root.ringed ? Math.max(Theme.grid * 5, Math.min(root.ringed.x + Theme.grid * 2, root.width - width - Theme.grid * 5)) : 0
        y: root.headroom + (root.ringed ? root.ringed.y + root.ringed.height - Theme.grid : 0)
        width: root.ringed ? Math.max(root.ringed.width - Theme.grid * 4, Theme.grid * 50) : 0
        height: active && item ? (item as Item).implicitHeight : 0
        source: active ? "ReactionChips.qml" : ""
        onLoaded: {
            const shown = item as ReactionChips;
            shown.reactions = Qt.binding(() => root.reactions);
            shown.toggled.connect(emoji => (root.ListView.view as MessageList).reactionToggled(root.entryId, emoji));
        }
    }
    Rectangle {
        visible: root.ringed && (root.chosen || root.marked)
        x: root.ringed ? root.ringed.x - Theme.grid / 2 : 0
        y: root.headroom + (root.ringed ? root.ringed.y - Theme.grid / 2 : 0)
        width: root.ringed ? root.ringed.width + Theme.grid : 0
        height: root.ringed ? root.ringed.height + Theme.grid : 0
        radius: Theme.bubbleRadius + Theme.grid / 2
        color: Theme.clear
        border.width: Theme.focusLine
        border.color: root.chosen ? Theme.accent : Theme.amber
    }
    Loader {
        id: bar
        // Beside the bubble where there is room, otherwise over its upper edge.
        readonly property real beside: root.ringedOwn ? root.ringed.x - width - Theme.grid : root.ringed ? root.ringed.x + root.ringed.width + Theme.grid : 0
        readonly property bool fits: beside >= Theme.grid && beside + width <= root.width - Theme.grid
        active: root.acts && root.pointed && root.ringed !== null
        z: 1
        x: fits ? beside : root.ringed ? Math.max(Theme.grid, root.ringed.x + root.ringed.width - width - Theme.grid * 2) : 0
        y: root.headroom + (root.ringed ? root.ringed.y : 0) - (fits ? 0 : height * 0.7)
        source: active ? "MessageBar.qml" : ""
        onLoaded: {
            const tools = item as MessageBar;
            const view = root.ListView.view as MessageList;
            tools.answerable = Qt.binding(() => view.writable);
            tools.likeWanted.connect(() => view.liked(root.entryId));
            tools.reactionWanted.connect(by => view.reactionWanted(root.entryId, by));
            tools.answerWanted.connect(() => view.answerWanted(root.entryId));
            tools.menuWanted.connect(by => view.menuWanted(root.entryId, by));
        }
    }
    function openMenu() {
        if (bar.item)
            (bar.item as MessageBar).openMenu();
    }
}
