pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// A question, its options or dates, and what holds for them. What was typed stays until it is sent or the conversation is left.
T.Dialog {
    id: root
    required property App.PollEditorViewModel editor
    readonly property real side: Theme.grid * 4
    readonly property bool dates: editor.kind === App.PollEditorViewModel.Dates

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    title: qsTr("New poll")
    modal: true
    focus: true
    padding: 0
    width: Math.min(Theme.formWidth * 1.3, parent ? parent.width - Theme.grid * 8 : Theme.formWidth)
    height: Math.min(top.height + form.implicitHeight + foot.height + Theme.grid * 4, parent ? parent.height - Theme.grid * 8 : Theme.formWidth)
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

    Item {
        id: top
        width: root.availableWidth
        height: Theme.grown(48)
        UiText {
            anchors.left: parent.left
            anchors.leftMargin: root.side
            anchors.verticalCenter: parent.verticalCenter
            text: root.title
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.ignored: false
        }
        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    FormScroll {
        id: scroll
        objectName: "pollScroll"
        anchors.top: top.bottom
        anchors.bottom: foot.top
        width: root.availableWidth
        contentHeight: form.implicitHeight + Theme.grid * 4

        ColumnLayout {
            id: form
            x: root.side
            y: Theme.grid * 4
            width: scroll.width - 2 * root.side
            spacing: Theme.grid * 2.5

            Field {
                id: question
                objectName: "question"
                Layout.fillWidth: true
                label: qsTr("Question")
                prompt: qsTr("Your question")
                text: root.editor.title
                onEdited: text => root.editor.title = text
                onAccepted: root.dates ? dates.activate() : list.activate(0)
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.grid * 1.5
                Accessible.role: Accessible.Grouping
                Accessible.name: qsTr("What is to be chosen")
                ChoiceButton {
                    objectName: "kindDates"
                    implicitHeight: Theme.grown(26)
                    text: qsTr("Dates")
                    chosen: root.dates
                    onActivated: root.editor.kind = App.PollEditorViewModel.Dates
                }
                ChoiceButton {
                    objectName: "kindTexts"
                    implicitHeight: Theme.grown(26)
                    text: qsTr("Texts")
                    chosen: !root.dates
                    onActivated: root.editor.kind = App.PollEditorViewModel.Texts
                }
            }
            PollDates {
                id: dates
                Layout.fillWidth: true
                visible: root.dates
                editor: root.editor
            }
            PollOptionsEditor {
                id: list
                Layout.fillWidth: true
                Layout.preferredHeight: contentHeight
                visible: !root.dates
                editor: root.editor
            }
            PollChoices {
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid
                editor: root.editor
            }
            PollDeadline {
                Layout.fillWidth: true
                deadline: root.editor.deadline
            }
            UiText {
                Layout.fillWidth: true
                visible: root.editor.life.length > 0
                text: qsTr("This poll disappears after %1").arg(root.editor.life)
                color: Theme.muted
                font.pixelSize: Theme.labelSize
                wrapMode: Text.Wrap
                Accessible.ignored: !visible
            }
        }
    }
    ColumnLayout {
        id: foot
        anchors.bottom: parent.bottom
        x: root.side
        width: root.availableWidth - 2 * root.side
        spacing: 0
        FailureLine {
            Layout.fillWidth: true
            sentence: root.editor.failure
        }
        RowLayout {
            Layout.alignment: Qt.AlignRight | Qt.AlignBottom
            Layout.topMargin: Theme.grid * 2
            Layout.bottomMargin: Theme.grid * 4
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
