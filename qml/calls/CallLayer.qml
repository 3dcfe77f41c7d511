import QtQuick
import Kontor.App as App
import Kontor.Ui

// Everything of a call that lies over the panes. Made when there is a call.
FocusScope {
    id: root
    required property App.Application app
    property real inset: 0 // the list beside it stays in view
    readonly property App.CallViewModel call: app.call
    readonly property bool rings: call.stage === App.CallViewModel.Incoming
    readonly property bool takesScreen: call.running || call.stage === App.CallViewModel.Over
    // A warning is seen whatever else is looked at; other last words do not disturb who writes.
    readonly property bool covers: takesScreen && (screenShown || call.warning)
    property bool screenShown: true

    function look() {
        screenShown = true;
        screen.forceActiveFocus();
    }
    onTakesScreenChanged: if (takesScreen)
        look()
    onCoversChanged: if (covers)
        screen.forceActiveFocus()
    Component.onCompleted: if (takesScreen)
        look()

    Connections {
        target: root.app
        function onConversationOpened() {
            root.screenShown = false;
        }
    }
    // Of the application: a dialog that is open keeps nobody from answering.
    Shortcut {
        sequence: "Ctrl+Shift+A"
        context: Qt.ApplicationShortcut
        enabled: root.rings
        onActivated: root.call.accept()
    }
    Shortcut {
        sequence: "Ctrl+Shift+D"
        context: Qt.ApplicationShortcut
        enabled: root.rings || root.call.running
        onActivated: root.call.hangUp()
    }
    Shortcut {
        sequence: "Ctrl+Shift+M"
        context: Qt.ApplicationShortcut
        enabled: root.call.running
        onActivated: root.call.toggleMute()
    }

    CallScreen {
        id: screen
        x: root.inset
        width: parent.width - x
        height: parent.height
        visible: root.covers
        focus: true
        call: root.call
        onHidden: root.screenShown = false
    }
    CallBar {
        x: root.inset + (parent.width - root.inset - width) / 2
        y: Theme.header + Theme.grid * 3
        width: Math.min(Theme.callCard, parent.width - root.inset - Theme.grid * 6)
        visible: root.takesScreen && !root.covers
        call: root.call
        onBackWanted: root.look()
    }
    IncomingCall {
        call: root.call
        visible: root.rings
    }
}
