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
        const dialog = question.createObject(contentItem, {
            title: qsTr("You are in a call"),
            sentence: qsTr("If you quit now, the call with %1 ends.").arg(app.call.name),
            action: qsTr("Hang up and quit")
        }) as ConfirmDialog;
        dialog.confirmed.connect(() => {
            app.background.leave();
            app.call.hangUpAndLeave();
        });
        dialog.open();
    }
    function keepPlace() {
        app.keepDraft();
        if (!visible)
            return;
        app.appearance.maximized = visibility === Window.Maximized;
        if (!app.appearance.maximized)
            app.appearance.geometry = Qt.rect(x, y, width, height);
    }
    function askWhetherToStay() {
        const dialog = question.createObject(contentItem, {
            title: qsTr("Keep Kontor running?"),
            sentence: qsTr("Then you hear of new messages while the window is closed. You find Kontor in the panel of your desktop, and this choice in the settings."),
            kind: "primary",
            action: qsTr("Keep running"),
            refusal: qsTr("Quit")
        }) as ConfirmDialog;
        dialog.confirmed.connect(() => root.closeFromNowOn(App.NotificationChoices.Stay));
        dialog.refused.connect(() => root.closeFromNowOn(App.NotificationChoices.Quit));
        dialog.open();
    }
    function closeFromNowOn(closing: int) {
        app.background.choose(closing);
        close();
    }
    function quit() {
        if (app.call.running) {
            comeForward();
            askBeforeLeaving();
            return;
        }
        keepPlace();
        app.background.leave();
        Qt.quit();
    }
    function comeForward() {
        show();
        visible = true;
        if (visibility === Window.Minimized)
            showNormal();
        raise();
        requestActivate();
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
        keepPlace();
        const closing = app.background.whenClosed();
        close.accepted = closing === App.NotificationChoices.Quit && !app.call.running;
        if (closing === App.NotificationChoices.Stay)
            visible = false;
        else if (closing === App.NotificationChoices.Ask)
            askWhetherToStay();
        else if (app.call.running)
            askBeforeLeaving();
    }
    Component.onCompleted: show()

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
            root.quit();
        }
    }
    Connections {
        target: root.app
        function onScreenChanged() {
            root.show();
        }
        function onRaised() {
            root.comeForward();
        }
    }
    Connections {
        target: root.app.background
        function onQuitWanted() {
            root.quit();
        }
        function onAvailableChanged() {
            // A window that nobody could find again comes back.
            if (!root.app.background.available && !root.visible)
                root.comeForward();
        }
    }
    Shortcut {
        sequence: "Ctrl+Q"
        onActivated: root.quit()
    }
    Component {
        id: question
        ConfirmDialog {}
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
