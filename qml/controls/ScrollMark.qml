import QtQuick
import Kontor.Ui

// Where one is in a long list; it can be dragged. Shown while the list moves or is pointed at.
Item {
    id: root
    required property ListView list
    readonly property real share: list.visibleArea.heightRatio
    readonly property bool needed: share < 1 && list.count > 0

    anchors.right: list.right
    anchors.rightMargin: -Theme.grid
    anchors.top: list.top
    anchors.bottom: list.bottom
    width: Theme.grid * 2
    visible: needed

    HoverHandler {
        id: pointed
    }
    Rectangle {
        id: mark
        readonly property real room: root.height - height
        x: Theme.grid / 2
        width: Theme.grid
        height: Math.max(Theme.grid * 8, root.share * root.height)
        radius: width / 2
        color: Theme.muted
        opacity: root.list.moving || pointed.hovered || drag.active ? 0.6 : 0

        Binding on y {
            when: !drag.active
            value: root.share < 1 ? root.list.visibleArea.yPosition / (1 - root.share) * mark.room : 0
        }
        DragHandler {
            id: drag
            target: mark
            xAxis.enabled: false
            yAxis.minimum: 0
            yAxis.maximum: mark.room
            onTranslationChanged: if (active && mark.room > 0)
                root.list.contentY = root.list.originY + mark.y / mark.room * (root.list.contentHeight - root.list.height)
        }
    }
}
