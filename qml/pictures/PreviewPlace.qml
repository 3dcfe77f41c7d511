import QtQuick
import Kontor.App as App

// Where the picture that is sent next stands, made when there is one. Then one writes about it.
Loader {
    id: root
    required property App.PictureDraftViewModel draft
    readonly property bool shown: draft.shown
    signal writingWanted

    function follow() {
        if (shown || activeFocus)
            writingWanted();
        if (!shown)
            source = "";
        else if (!item)
            setSource("PicturePreview.qml", {
                draft: draft
            });
    }

    visible: shown
    onShownChanged: follow()
    Component.onCompleted: if (shown)
        follow()
}
