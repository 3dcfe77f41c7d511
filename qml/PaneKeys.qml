import QtQuick
import Kontor.App
import Kontor.Ui

// The keys that mean the same wherever the focus is.
Item {
    id: root
    required property Application app
    property bool backPossible: false
    signal searchWanted
    signal conversationWanted // a new one
    signal settingsWanted
    signal backWanted

    Shortcut {
        sequences: ["Ctrl+K", "Ctrl+F"]
        onActivated: root.searchWanted()
    }
    Shortcut {
        sequence: "Ctrl+N"
        onActivated: root.conversationWanted()
    }
    Shortcut {
        sequence: "Ctrl+,"
        onActivated: root.settingsWanted()
    }
    Shortcut {
        sequence: "Alt+Down"
        onActivated: root.app.openBeside(1)
    }
    Shortcut {
        sequence: "Alt+Up"
        onActivated: root.app.openBeside(-1)
    }
    Shortcut {
        sequence: "Ctrl++"
        onActivated: root.app.appearance.grow()
    }
    Shortcut {
        sequence: "Ctrl+-"
        onActivated: root.app.appearance.shrink()
    }
    Shortcut {
        sequence: "Escape"
        enabled: root.backPossible
        onActivated: root.backWanted()
    }
}
