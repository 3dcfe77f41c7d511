import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// A line of words to look for, with a hint about its shortcut and a button that empties it.
T.TextField {
    id: root
    required property string name
    property string shortcut
    property string words // what is looked for by others than the person who types
    signal edited(string text)

    function activate() {
        forceActiveFocus();
        selectAll();
    }
    function empty() {
        clear();
        edited("");
    }

    implicitHeight: Theme.control
    leftPadding: Theme.grid * 4 + Theme.smallIcon
    rightPadding: Theme.grid * 3 + Math.max(hintBox.visible ? hintBox.width : 0, clearButton.visible ? clearButton.width : 0)
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    font: Theme.letters.font(Theme.textSize)
    selectByMouse: true
    onTextEdited: edited(text)
    onWordsChanged: if (words !== text) {
        text = words;
        forceActiveFocus();
    }
    Accessible.name: name
    Accessible.onPressAction: activate()

    background: Rectangle {
        radius: Theme.controlRadius
        color: Theme.hover
        border.width: root.activeFocus ? Theme.focusLine : 0
        border.color: Theme.accent
    }
    Icon {
        x: Theme.grid * 2.5
        anchors.verticalCenter: parent.verticalCenter
        name: "search"
        colour: Theme.muted
        size: Theme.smallIcon
    }
    UiText {
        x: root.leftPadding
        anchors.verticalCenter: parent.verticalCenter
        visible: root.text.length === 0 && root.preeditText.length === 0
        text: root.name
        color: Theme.muted
    }
    Rectangle {
        id: hintBox
        anchors.right: parent.right
        anchors.rightMargin: Theme.grid * 2
        anchors.verticalCenter: parent.verticalCenter
        visible: root.shortcut.length > 0 && root.text.length === 0 && !root.activeFocus
        width: hint.implicitWidth + Theme.grid * 3
        height: hint.implicitHeight + Theme.grid
        radius: Theme.grid
        color: Theme.clear
        border.width: Theme.hairline
        border.color: Theme.line
        UiText {
            id: hint
            anchors.centerIn: parent
            text: root.shortcut
            color: Theme.muted
            font.pixelSize: Theme.timeSize
        }
    }
    IconButton {
        id: clearButton
        objectName: root.objectName + "Clear"
        anchors.right: parent.right
        anchors.rightMargin: Theme.grid / 2
        anchors.verticalCenter: parent.verticalCenter
        visible: root.text.length > 0
        size: root.height - Theme.grid
        name: qsTr("Empty the search field")
        iconName: "close"
        onActivated: {
            root.empty();
            root.forceActiveFocus();
        }
    }
}
