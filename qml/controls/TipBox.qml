import QtQuick
import QtQuick.Window
import Kontor.Ui

Rectangle {
    id: root
    required property string text
    required property Item target

    function place() {
        const scene = target.Window.contentItem;
        parent = scene;
        const below = target.mapToItem(scene, 0, target.height + Theme.grid);
        const middle = below.x + target.width / 2 - width / 2;
        x = Math.max(Theme.grid, Math.min(middle, scene.width - width - Theme.grid));
        y = below.y + height < scene.height ? below.y : below.y - target.height - height - 2 * Theme.grid;
    }

    width: label.implicitWidth + Theme.grid * 4
    height: label.implicitHeight + Theme.grid * 2
    radius: Theme.controlRadius
    color: Theme.text
    z: 1000002 // above the layer of the popups, which has one less
    Component.onCompleted: place()

    UiText {
        id: label
        anchors.centerIn: parent
        words: root.text
        color: Theme.side
        font.pixelSize: Theme.labelSize
    }
}
