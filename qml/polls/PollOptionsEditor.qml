pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// The options of a poll that is being written, the last one always empty. Enter goes to the next;
// lines that are pasted become options.
ListView {
    id: root
    required property App.PollEditorViewModel editor

    function activate(row: int) {
        const line = itemAtIndex(row);
        if (line !== null)
            line.forceActiveFocus(Qt.TabFocusReason);
    }

    interactive: false // the form around it scrolls
    spacing: Theme.grid * 2
    keyNavigationEnabled: false
    model: editor.options
    Accessible.role: Accessible.Grouping // Tab leads from line to line, not the arrows
    Accessible.name: qsTr("Options")

    delegate: FocusScope {
        id: line
        required property int index
        required property string display

        width: root.width
        height: Theme.field

        T.TextField {
            id: edit
            objectName: "option" + (line.index + 1)
            focus: true
            anchors.fill: parent
            leftPadding: Theme.grid * 3
            rightPadding: remove.visible ? remove.width + Theme.grid * 2 : Theme.grid * 3
            verticalAlignment: TextInput.AlignVCenter
            text: line.display
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            font: Theme.letters.font(Theme.textSize)
            selectByMouse: true
            onTextEdited: root.editor.setOption(line.index, text)
            Keys.onReturnPressed: root.activate(Math.min(line.index + 1, root.count - 1))
            Keys.onEnterPressed: root.activate(Math.min(line.index + 1, root.count - 1))
            Keys.onPressed: event => {
                event.accepted = event.matches(StandardKey.Paste) && selectedText.length === 0;
                if (event.accepted)
                    root.editor.paste(line.index);
            }
            Accessible.name: qsTr("Option %1").arg(line.index + 1)
            Accessible.onPressAction: forceActiveFocus()

            background: Rectangle {
                radius: Theme.controlRadius
                color: Theme.card
                border.width: edit.activeFocus ? Theme.focusLine : Theme.hairline
                border.color: edit.activeFocus ? Theme.accent : Theme.line
            }
            UiText {
                anchors.fill: parent
                anchors.leftMargin: edit.leftPadding
                verticalAlignment: Text.AlignVCenter
                visible: edit.length === 0 && edit.preeditText.length === 0
                text: qsTr("Option %1").arg(line.index + 1)
                color: Theme.muted
            }
        }
        IconButton {
            id: remove
            anchors.right: parent.right
            anchors.rightMargin: Theme.grid
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.grown(28)
            visible: line.display.length > 0
            name: qsTr("Remove option %1").arg(line.index + 1)
            iconName: "close"
            onActivated: root.editor.removeOption(line.index)
        }
    }
}
