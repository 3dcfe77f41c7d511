pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// Where a message is to be said once more: a search field over the conversations, several picked.
Sheet {
    id: root
    required property App.ForwardViewModel forwarding

    title: qsTr("Forward")
    height: Math.min(Theme.grown(560), parent ? parent.height - Theme.grid * 8 : Theme.grown(560))
    onAboutToShow: search.clear()
    onOpened: search.forceActiveFocus(Qt.PopupFocusReason)

    Connections {
        target: root.forwarding
        function onDone() {
            root.close();
        }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.grid * 3

        UiText {
            Layout.fillWidth: true
            text: root.title
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.ignored: false
        }
        UiText {
            objectName: "forwarded"
            Layout.fillWidth: true
            words: root.forwarding.message
            color: Theme.muted
            font.pixelSize: Theme.secondarySize
            elide: Text.ElideRight
            Accessible.ignored: false
        }
        SearchField {
            id: search
            objectName: "forwardSearch"
            Layout.fillWidth: true
            focus: true
            name: qsTr("Search conversations")
            onEdited: text => root.forwarding.words = text
            Keys.onDownPressed: list.forceActiveFocus()
            Keys.onReturnPressed: if (list.count === 1)
                root.forwarding.toggle(0)
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.grid * 1.5
            visible: chips.count > 0
            Repeater {
                id: chips
                model: root.forwarding.pickedNames
                PickedChip {
                    onActivated: root.forwarding.unpick(index)
                }
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ListView {
                id: list
                objectName: "forwardList"
                anchors.fill: parent
                model: width > 0 && height > 0 ? root.forwarding : null
                enabled: !root.forwarding.busy
                clip: true
                reuseItems: true
                activeFocusOnTab: true
                boundsBehavior: Flickable.StopAtBounds
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Conversations")
                delegate: ForwardRow {
                    width: list.width
                    onActivated: root.forwarding.toggle(index)
                }
            }
            ScrollMark {
                list: list
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width - Theme.grid * 8
                visible: root.forwarding.state !== App.ForwardViewModel.Filled
                busy: root.forwarding.state === App.ForwardViewModel.Loading
                iconName: root.forwarding.state === App.ForwardViewModel.Failed ? "failed" : "search"
                sentence: busy || root.forwarding.failure ? "" : root.forwarding.state === App.ForwardViewModel.NotFound ? qsTr("No conversation is called “%1”.").arg(root.forwarding.words.trim()) : qsTr("There is no conversation that you may write in.")
                action: root.forwarding.state === App.ForwardViewModel.Failed ? qsTr("Try again") : ""
                onActivated: root.forwarding.load()
            }
        }
        FailureLine {
            Layout.fillWidth: true
            sentence: root.forwarding.failure
        }
        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: Theme.grid * 2
            BusyDots {
                visible: root.forwarding.busy
            }
            TextButton {
                objectName: "cancelForward"
                text: qsTr("Cancel")
                onActivated: root.close()
            }
            TextButton {
                objectName: "sendForward"
                kind: "primary"
                enabled: root.forwarding.pickedNames.length > 0 && !root.forwarding.busy
                text: qsTr("Forward")
                onActivated: root.forwarding.send()
            }
        }
    }
}
