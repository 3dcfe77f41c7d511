pragma ComponentBehavior: Bound
import QtQuick
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

    property real contentHeight: 0
    property bool opensItself: false // pressing it is no link of its words
    readonly property real headroom: above.height
    readonly property bool chosen: activeFocus
    default property alias content: body.data
    property Item ringed
    signal activated

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
    implicitHeight: headroom + contentHeight
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
        }
    }
    Item {
        id: body
        y: root.headroom
        width: parent.width
        height: root.contentHeight
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
}
