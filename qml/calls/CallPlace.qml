import QtQuick
import Kontor.App as App
import Kontor.Ui

// Where a call lies over the panes; nothing while there is none.
Loader {
    id: root
    required property App.Application app
    property real inset: 0
    readonly property bool wanted: app.call.stage !== App.CallViewModel.None
    // The conversation's place is taken: what lies there is neither seen nor reached.
    readonly property bool covers: item ? (item as CallLayer).covers : false

    signal released // with the keyboard's focus

    function uncover() {
        if (item)
            (item as CallLayer).screenShown = false;
    }

    onWantedChanged: {
        if (wanted)
            return setSource("CallLayer.qml", {
                app: app
            });
        const focused = activeFocus;
        source = "";
        if (focused)
            released();
    }
    onLoaded: (item as CallLayer).inset = Qt.binding(() => root.inset)
}
