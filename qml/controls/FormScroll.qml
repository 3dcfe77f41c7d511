import QtQuick
import QtQuick.Window
import Kontor.Ui

// What does not fit into a dialog scrolls, and follows the keyboard.
Flickable {
    id: root
    readonly property Item focused: Window.activeFocusItem

    function reveal() {
        let item = focused;
        while (item !== null && item !== contentItem)
            item = item.parent;
        if (item === null)
            return;
        const y = focused.mapToItem(contentItem, 0, 0).y;
        if (y < contentY)
            contentY = Math.max(0, y - Theme.grid * 2);
        else if (y + focused.height > contentY + height)
            contentY = Math.min(y, y + focused.height + Theme.grid * 2 - height, contentHeight - height);
    }

    onFocusedChanged: Qt.callLater(reveal) // qmllint disable
    contentWidth: width
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    interactive: contentHeight > height
}
