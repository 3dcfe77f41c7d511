import QtQuick
import Kontor.App as App
import Kontor.Ui

// Shows a picture in the whole window. Nothing of it exists before the first one is asked for.
Item {
    id: root
    required property App.PictureViewerModel viewer
    signal closed

    function open(picture: App.PictureCard) {
        viewer.open(picture);
        const shown = whole.createObject(root, {
            viewer: viewer
        }) as PictureViewer;
        shown.closed.connect(root.closed);
        shown.open();
    }

    Component {
        id: whole
        PictureViewer {}
    }
}
