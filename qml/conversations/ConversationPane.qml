import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// The open conversation: header, timeline, composer, and the panel about it.
FocusScope {
    id: root
    required property App.Application app
    property bool backShown: false
    property bool panelShown: false
    property bool panelAlone: false // there is no room for the panel beside the timeline
    signal backWanted
    signal panelWanted

    function compareKey() {
        app.conversation.showDoubted();
        if (!panelShown)
            panelWanted();
        (panel.item as DetailsPanel).compare();
    }
    function focusComposer() {
        if (composer.visible && composer.enabled)
            composer.forceActiveFocus();
        else
            timeline.forceActiveFocus();
    }

    // The panel gives way where it hides the timeline.
    function showEntry(id: double) {
        root.app.timeline.showEntry(id);
        if (panelAlone)
            panelWanted();
    }

    function openDays() {
        app.month.choosing();
        if (!days.item)
            days.setSource("../timeline/DaySheet.qml", {
                month: app.month
            });
        (days.item as DaySheet).open();
    }

    Connections {
        target: root.app.month
        function onChosen(day: date) {
            if (root.panelAlone && root.panelShown)
                root.panelWanted();
            timeline.forceActiveFocus();
        }
    }
    Loader {
        id: days
    }
    Binding {
        target: root.app
        property: "attending"
        value: root.visible && root.Window.active && !(root.panelAlone && root.panelShown)
    }
    RowLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !(root.panelAlone && root.panelShown)
            spacing: 0

            ConversationHeader {
                Layout.fillWidth: true
                conversation: root.app.conversation
                backShown: root.backShown
                panelShown: root.panelShown
                callShown: root.app.canCall
                onCallWanted: root.app.startCall()
                onBackWanted: root.backWanted()
                onPanelWanted: root.panelWanted()
            }
            PinBar {
                Layout.fillWidth: true
                visible: root.app.pins.count > 0
                pins: root.app.pins
            }
            Timeline {
                id: timeline
                Layout.fillWidth: true
                Layout.fillHeight: true
                app: root.app
                timeline: root.app.timeline
                onDayWanted: root.openDays()
            }
            KeyChangedCard {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.grid * 4
                Layout.rightMargin: Theme.grid * 4
                Layout.topMargin: Theme.grid
                visible: root.app.conversation.doubtful
                contact: root.app.conversation.doubt
                onCompareWanted: root.compareKey()
            }
            StrangersCard {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.grid * 4
                Layout.rightMargin: Theme.grid * 4
                Layout.topMargin: Theme.grid
                visible: root.app.conversation.strangers.length > 0
                conversation: root.app.conversation
            }
            Composer {
                id: composer
                Layout.fillWidth: true
                Layout.margins: Theme.grid * 4
                Layout.topMargin: Theme.grid
                focus: true
                visible: root.app.conversation.closedBecause.length === 0
                enabled: root.app.conversation.mayWrite
                composer: root.app.composer
                emojiPicker: root.app.emojiPicker
                onEditLastWanted: root.app.messageActions.editLast()
                emojiCompletion: root.app.emojiCompletion
                pollEditor: root.app.pollEditor
                title: root.app.conversation.title
                notes: root.app.conversation.notes
            }
            ClosedNotice {
                Layout.fillWidth: true
                visible: root.app.conversation.closedBecause.length > 0
                sentence: root.app.conversation.closedBecause
            }
        }
        Divider {
            Layout.fillHeight: true
            visible: root.panelShown && !root.panelAlone
        }
        Loader {
            id: panel
            Layout.preferredWidth: Theme.panelWidth
            Layout.fillWidth: root.panelAlone
            Layout.fillHeight: true
            visible: root.panelShown
            active: root.panelShown
            onActiveChanged: if (active)
                fill()
            Component.onCompleted: if (active)
                fill()
            function fill() {
                setSource("DetailsPanel.qml", {
                    conversation: root.app.conversation,
                    mute: root.app.mute,
                    listing: root.app.listing
                });
            }
            onLoaded: {
                const details = item as DetailsPanel;
                details.closable = Qt.binding(() => root.panelAlone);
                details.closed.connect(root.panelWanted);
                details.copyWanted.connect(root.app.copy);
                details.entryWanted.connect(root.showEntry);
                details.dayWanted.connect(root.openDays);
            }
        }
    }
    DropVeil {
        anchors.fill: parent
        enabled: composer.visible && composer.enabled
        draft: root.app.composer.pictures
        onDropped: root.focusComposer()
    }
}
