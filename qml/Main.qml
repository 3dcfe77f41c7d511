import QtQuick
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

Window {
    id: root
    required property App.Application app

    function show() {
        const screen = app.screen;
        if (screen === App.Application.Company)
            content.setSource("Panes.qml", {
                app: app
            });
        else if (screen === App.Application.Onboarding)
            content.setSource("onboarding/Welcome.qml", {
                registration: app.registration,
                appearance: app.appearance
            });
        else if (screen === App.Application.Failed)
            content.setSource("onboarding/OpenFailed.qml", {
                app: app
            });
        // Opening: what is shown stays; the store mostly opens faster than a screen could be read.
    }

    // Whoever is spoken with hears of it before the window is gone.
    function askBeforeLeaving() {
        const dialog = leaving.createObject(root, {
            title: qsTr("You are in a call"),
            sentence: qsTr("If you quit now, the call with %1 ends.").arg(app.call.name),
            action: qsTr("Hang up and quit")
        }) as ConfirmDialog;
        dialog.confirmed.connect(() => app.call.hangUpAndLeave());
        dialog.open();
    }

    // The program sets another place and size where it remembers one.
    width: Math.min(1280, Screen.desktopAvailableWidth)
    height: Math.min(800, Screen.desktopAvailableHeight)
    minimumWidth: 360
    minimumHeight: 420
    visible: true
    title: app.conversation.isOpen ? qsTr("%1 – Kontor").arg(app.conversation.title) : qsTr("Kontor")
    color: Theme.background
    onClosing: close => {
        if (app.call.running) {
            close.accepted = false;
            root.askBeforeLeaving();
            return;
        }
        app.keepDraft();
        app.appearance.maximized = visibility === Window.Maximized;
        if (!app.appearance.maximized)
            app.appearance.geometry = Qt.rect(x, y, width, height);
    }
    Component.onCompleted: show()

    Component {
        id: leaving
        ConfirmDialog {}
    }
    Binding {
        target: Theme
        property: "dark"
        value: root.app.appearance.dark
    }
    Binding {
        target: Theme
        property: "scale"
        value: root.app.appearance.textPercent / 100
    }
    Binding {
        target: Theme
        property: "calm"
        value: root.app.appearance.calm
    }
    Connections {
        target: root.app.call
        function onRang() {
            root.alert(0);
        }
        function onLeft() {
            root.close();
        }
    }
    Connections {
        target: root.app
        function onScreenChanged() {
            root.show();
        }
        function onRaised() {
            root.show();
            if (root.visibility === Window.Minimized)
                root.showNormal();
            root.raise();
            root.requestActivate();
        }
    }

    Timer {
        interval: 800
        running: root.app.screen === App.Application.Opening
        onTriggered: content.source = "onboarding/Opening.qml"
    }
    Loader {
        id: content
        anchors.fill: parent
        focus: true
    }
}
