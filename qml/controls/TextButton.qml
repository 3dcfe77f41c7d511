import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// A button with words. Kinds: "plain" has a hairline, "primary" is the one thing to do here,
// "danger" cannot be taken back, "link" stands in a line of text.
T.Button {
    id: root
    property string kind: "plain"
    property bool busy: false
    property string iconName
    signal activated

    readonly property bool filled: kind === "primary" || kind === "danger"
    readonly property color ink: kind === "primary" ? Theme.accentText : kind === "danger" ? Theme.dangerText : kind === "link" ? Theme.accent : Theme.text

    function activate() {
        if (enabled && !busy)
            activated();
    }

    implicitWidth: implicitContentWidth + (kind === "link" ? Theme.grid * 2 : Theme.grid * 6)
    implicitHeight: kind === "link" ? Theme.grown(28) : Theme.control
    hoverEnabled: true
    opacity: enabled ? 1 : 0.45
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: activate()

    contentItem: ButtonWords {
        text: root.text
        iconName: root.iconName
        strong: root.filled
        ink: root.ink
    }
    background: Rectangle {
        radius: Theme.controlRadius
        color: root.kind === "primary" ? (root.hovered && root.enabled ? Theme.accentHover : Theme.accent) : root.kind === "danger" ? Theme.danger : root.hovered && root.enabled ? Theme.hover : root.kind === "plain" ? Theme.card : Theme.clear
        border.width: root.visualFocus ? Theme.focusLine : root.kind === "plain" ? Theme.hairline : 0
        border.color: root.visualFocus ? (root.filled ? Theme.text : Theme.accent) : Theme.line
    }
}
