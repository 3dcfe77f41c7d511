import QtQuick
import QtQuick.Window

// A page that may be longer than there is room: what gets the focus is scrolled into view.
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

    contentWidth: width
    boundsBehavior: Flickable.StopAtBounds
    Window.onActiveFocusItemChanged: reveal()
}
