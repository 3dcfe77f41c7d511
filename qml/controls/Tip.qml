import QtQuick

// What a picture-only control does, for those who point at it. Made only when it is shown.
Loader {
    id: root
    property bool shown: false
    property string text

    function show() {
        setSource("TipBox.qml", {
            text: root.text,
            target: root.parent
        });
    }

    onShownChanged: {
        source = "";
        if (shown)
            wait.restart();
        else
            wait.stop();
    }

    Timer {
        id: wait
        interval: 600
        onTriggered: root.show()
    }
}
