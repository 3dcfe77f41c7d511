import QtQuick
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// Where a picture is looked at closely. It begins whole; the wheel, two fingers, + and -, 0 and a
// double click make it larger and smaller, and the point looked at stays where it is.
Flickable {
    id: root
    required property App.PictureCard picture
    readonly property size pixels: picture && picture.size.width > 0 ? picture.size : Qt.size(640, 400)
    // Whole, and never larger than it is.
    readonly property real whole: Math.min(1, (width - Theme.grid * 8) / pixels.width, (height - Theme.grid * 4) / pixels.height)
    // More pixels than this a side would fill the memory, and show no more.
    readonly property real closest: Math.max(whole, Math.min(4, Theme.viewerSide / Math.max(pixels.width, pixels.height)))
    property real wanted: 0 // 0: whole
    readonly property real scaled: wanted > 0 ? Math.max(whole, Math.min(closest, wanted)) : whole
    readonly property bool mayGrow: scaled < closest
    readonly property bool mayShrink: scaled > whole
    readonly property real step: 1.25

    function zoomBy(steps: real) {
        zoomAt(scaled * Math.pow(step, steps), width / 2, height / 2);
    }
    // The point of the picture that is there stays there.
    function zoomAt(scale: real, x: real, y: real) {
        const acrossBefore = (contentX + x - image.x) / image.width;
        const downBefore = (contentY + y - image.y) / image.height;
        wanted = scale <= whole ? 0 : scale;
        contentX = Math.max(0, Math.min(contentWidth - width, image.x + acrossBefore * image.width - x));
        contentY = Math.max(0, Math.min(contentHeight - height, image.y + downBefore * image.height - y));
    }
    function move(across: real, down: real) {
        contentX = Math.max(0, Math.min(contentWidth - width, contentX + across * Theme.row));
        contentY = Math.max(0, Math.min(contentHeight - height, contentY + down * Theme.row));
    }

    clip: true
    contentWidth: Math.max(width, image.width)
    contentHeight: Math.max(height, image.height)
    boundsBehavior: Flickable.StopAtBounds
    interactive: mayShrink
    Accessible.role: Accessible.Graphic
    Accessible.name: picture ? (picture.caption || qsTr("Picture from %1").arg(picture.sender)) : ""
    Accessible.focusable: true
    Keys.onLeftPressed: move(-1, 0)
    Keys.onRightPressed: move(1, 0)
    Keys.onUpPressed: move(0, -1)
    Keys.onDownPressed: move(0, 1)
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
            zoomBy(1);
        else if (event.key === Qt.Key_Minus)
            zoomBy(-1);
        else if (event.key === Qt.Key_0)
            wanted = 0;
        else
            event.accepted = false;
    }

    TapHandler {
        onDoubleTapped: eventPoint => root.zoomAt(root.mayShrink ? root.whole : Math.max(1, root.whole * 2), eventPoint.position.x - root.contentX, eventPoint.position.y - root.contentY)
    }
    WheelHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        onWheel: event => root.zoomAt(root.scaled * Math.pow(root.step, event.angleDelta.y / 120), event.x - root.contentX, event.y - root.contentY)
    }
    PinchHandler {
        property real before: 1
        target: null
        onActiveChanged: if (active)
            before = root.scaled
        onActiveScaleChanged: root.zoomAt(before * activeScale, centroid.position.x - root.contentX, centroid.position.y - root.contentY)
    }
    App.PictureItem {
        id: image
        objectName: "whole"
        width: Math.round(root.pixels.width * root.scaled)
        height: Math.round(root.pixels.height * root.scaled)
        x: Math.max(0, (root.width - width) / 2)
        y: Math.max(0, (root.height - height) / 2)
        source: root.picture
        playing: root.Window.active && !Theme.calm
    }
    PictureSign {
        anchors.fill: image
        picture: root.picture
        shown: image.shown
    }
}
