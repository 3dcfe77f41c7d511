import QtQuick
import QtQuick.Window
import Kontor.Ui

// A page that may be longer than there is room: what gets the focus is scrolled into view, and keys turn it.
Flickable {
    id: root

    function reveal() {
        const item = Window.activeFocusItem;
        if (!item || !holds(item))
            return;
        const margin = item.height / 2;
        const top = item.mapToItem(contentItem, 0, 0).y;
        const most = Math.max(0, contentHeight - height);
        if (top - margin < contentY)
            contentY = Math.max(0, Math.min(most, top - margin));
        else if (top + item.height + margin > contentY + height)
            contentY = Math.max(0, Math.min(most, top + item.height + margin - height));
    }
    function holds(item: Item): bool {
        for (let above = item.parent; above; above = above.parent)
            if (above === contentItem)
                return true;
        return false;
    }

    function turn(by: real) {
        contentY = Math.max(0, Math.min(Math.max(0, contentHeight - height), contentY + by));
    }

    // Letters that grow push what has the focus out of view, once all is laid out anew.
    Connections {
        target: Theme
        function onScaleChanged() {
            later.restart();
        }
    }
    Timer {
        id: later
        interval: 50
        onTriggered: root.reveal()
    }

    contentWidth: width
    boundsBehavior: Flickable.StopAtBounds
    Window.onActiveFocusItemChanged: reveal()
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_PageDown)
            turn(height * 0.9);
        else if (event.key === Qt.Key_PageUp)
            turn(-height * 0.9);
        else if (event.key === Qt.Key_End)
            turn(contentHeight);
        else if (event.key === Qt.Key_Home)
            turn(-contentHeight);
        else
            event.accepted = false;
    }
}
