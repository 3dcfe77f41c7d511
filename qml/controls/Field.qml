import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.Ui

// A label, a line to type into, and below it what is wrong or good about what was typed.
ColumnLayout {
    id: root
    property string label
    property string prompt // stands in the empty line, where no label stands above it
    property string hint
    property string error
    property string success
    property alias text: edit.text
    property alias readOnly: edit.readOnly
    property alias input: edit
    signal edited(string text)
    signal accepted

    function activate() {
        edit.forceActiveFocus();
    }

    spacing: Theme.grid * 1.5

    UiText {
        text: root.label
        color: Theme.muted
        font.pixelSize: Theme.labelSize
        visible: text.length > 0 && root.prompt.length === 0
    }
    T.TextField {
        id: edit
        objectName: root.objectName + "Input"
        Layout.fillWidth: true
        implicitHeight: Theme.field
        leftPadding: Theme.grid * 3.5
        rightPadding: Theme.grid * 3.5
        verticalAlignment: TextInput.AlignVCenter
        color: readOnly ? Theme.muted : Theme.text
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentText
        font: Theme.letters.font(Theme.textSize)
        selectByMouse: true
        hoverEnabled: true
        onTextEdited: root.edited(text)
        onAccepted: root.accepted()
        Accessible.name: root.label
        Accessible.description: root.error || root.success || root.hint
        Accessible.onPressAction: root.activate()

        UiText {
            anchors.fill: parent
            anchors.leftMargin: edit.leftPadding
            verticalAlignment: Text.AlignVCenter
            visible: edit.length === 0 && edit.preeditText.length === 0
            text: root.prompt
            color: Theme.muted
            elide: Text.ElideRight
        }
        background: Rectangle {
            radius: Theme.controlRadius
            color: edit.readOnly ? Theme.clear : Theme.card
            border.width: edit.activeFocus ? Theme.focusLine : Theme.hairline
            border.color: root.error ? Theme.danger : edit.activeFocus ? Theme.accent : Theme.line
        }
    }
    RowLayout {
        visible: root.error.length > 0 || root.success.length > 0 || root.hint.length > 0
        spacing: Theme.grid * 1.5
        Icon {
            Layout.alignment: Qt.AlignTop
            visible: name.length > 0
            name: root.error ? "failed" : root.success ? "shield" : ""
            colour: root.error ? Theme.danger : Theme.good
            size: Theme.smallIcon
        }
        UiText {
            Layout.fillWidth: true
            words: root.error || root.success || root.hint
            wrapMode: Text.Wrap
            color: root.error ? Theme.danger : root.success ? Theme.good : Theme.muted
            font.pixelSize: Theme.labelSize
            Accessible.ignored: false
        }
    }
}
