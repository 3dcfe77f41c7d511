pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// A question and its options. What was typed stays until it is sent or the conversation is left.
T.Dialog {
    id: root
    required property App.PollEditorViewModel editor

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    title: qsTr("New poll")
    modal: true
    focus: true
    padding: Theme.grid * 4
    width: Math.min(Theme.formWidth * 1.3, parent ? parent.width - Theme.grid * 8 : Theme.formWidth)
    height: Math.min(implicitHeight, parent ? parent.height - Theme.grid * 8 : implicitHeight)
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape
    onOpened: question.activate()

    background: Rectangle {
        radius: Theme.bubbleRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    Connections {
        target: root.editor
        function onSent() {
            root.close();
        }
    }

    ColumnLayout {
        width: root.availableWidth
        height: root.availableHeight
        spacing: Theme.grid * 3

        UiText {
            Layout.fillWidth: true
            text: root.title
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.ignored: false
        }
        Field {
            id: question
            objectName: "question"
            Layout.fillWidth: true
            label: qsTr("Question")
            text: root.editor.title
            onEdited: text => root.editor.title = text
            onAccepted: list.activate(0)
        }
        PollOptionsEditor {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: Math.min(contentHeight, Theme.field * 6)
            editor: root.editor
        }
        Toggle {
            objectName: "several"
            Layout.fillWidth: true
            text: qsTr("Several answers")
            on: root.editor.several
            onActivated: root.editor.several = !root.editor.several
        }
        FailureLine {
            Layout.fillWidth: true
            sentence: root.editor.failure
        }
        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: Theme.grid * 2
            TextButton {
                objectName: "cancelPoll"
                text: qsTr("Cancel")
                onActivated: root.close()
            }
            TextButton {
                objectName: "sendPoll"
                kind: "primary"
                enabled: root.editor.canSend
                text: qsTr("Send poll")
                onActivated: root.editor.send()
            }
        }
    }
}
