pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// The company: list, conversation and panel side by side where there is room, one of them where
// there is not.
FocusScope {
    id: root
    required property App.Application app

    readonly property bool onePane: width < Theme.onePane
    readonly property bool threePanes: width >= Theme.threePanes
    property bool settingsShown: false
    property bool panelOverlay: false // the panel over the timeline, where three do not fit
    readonly property bool conversationShown: app.conversation.isOpen && !settingsShown
    readonly property bool covered: calls.covers // by the screen of a call
    readonly property bool panelShown: conversationShown && (threePanes ? app.appearance.detailsShown : panelOverlay)

    function showSettings() {
        calls.uncover();
        settingsShown = true;
        settings.setSource("settings/SettingsPage.qml", {
            app: app
        });
        (settings.item as FocusScope).forceActiveFocus();
    }
    function hideSettings() {
        settingsShown = false;
        settings.source = "";
        focusConversation();
    }
    function togglePanel() {
        if (threePanes)
            app.appearance.detailsShown = !app.appearance.detailsShown;
        else
            panelOverlay = !panelOverlay;
    }
    function back() {
        if (settingsShown)
            hideSettings();
        else if (panelOverlay)
            panelOverlay = false;
        else {
            app.closeConversation();
            side.focusList();
        }
    }
    // Where there is one pane it may be another's place.
    function showList() {
        if (!onePane)
            return;
        calls.uncover();
        if (settingsShown)
            back();
        if (conversationShown)
            back();
    }
    function focusConversation() {
        if (conversationShown && !covered)
            conversation.focusComposer();
        else
            side.focusList();
    }

    focus: true
    onThreePanesChanged: panelOverlay = false
    onCoveredChanged: if (!covered)
        focusConversation()
    Component.onCompleted: focusConversation()

    Connections {
        target: root.app
        function onConversationOpened() {
            root.settingsShown = false;
            settings.source = "";
            root.panelOverlay = false;
            root.focusConversation();
        }
        function onAnnounced(sentence: string) {
            announcer.say(sentence);
        }
    }

    PaneKeys {
        app: root.app
        backPossible: !root.covered && (root.settingsShown || root.panelOverlay || (root.onePane && root.conversationShown))
        onSearchWanted: {
            root.showList();
            side.focusSearch();
        }
        onConversationWanted: {
            root.showList();
            side.showNewConversation();
        }
        onSettingsWanted: root.showSettings()
        onBackWanted: root.back()
    }

    Announcer {
        id: announcer
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ConnectionBar {
            Layout.fillWidth: true
            connection: root.app.connection
        }
        // Bindings instead of a RowLayout: that one can keep the widths of a window that is being
        // resized while its panes come and go.
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            SidePane {
                id: side
                width: root.onePane ? parent.width : Theme.sideWidth
                height: parent.height
                visible: !root.onePane || (!root.conversationShown && !root.settingsShown && !root.covered)
                app: root.app
                onSettingsWanted: root.showSettings()
                onConversationWanted: root.focusConversation()
            }
            Divider {
                id: edge
                x: side.width
                height: parent.height
                visible: !root.onePane
            }
            Item {
                x: root.onePane ? 0 : side.width + edge.width
                width: parent.width - x
                height: parent.height
                visible: !root.covered && (!root.onePane || root.conversationShown || root.settingsShown)

                ConversationPane {
                    id: conversation
                    anchors.fill: parent
                    visible: root.conversationShown
                    focus: true
                    app: root.app
                    backShown: root.onePane
                    panelShown: root.panelShown
                    panelAlone: !root.threePanes
                    onBackWanted: root.back()
                    onPanelWanted: root.togglePanel()
                }
                Loader {
                    anchors.centerIn: parent
                    width: Math.min(parent.width - Theme.grid * 8, Theme.dialogWidth)
                    active: !root.conversationShown && !root.settingsShown && !root.onePane
                    source: active ? "conversations/NothingOpen.qml" : ""
                    onLoaded: {
                        const nothing = item as NothingOpen;
                        nothing.activated.connect(side.showNewConversation);
                        nothing.any = Qt.binding(() => root.app.conversations.state === App.ConversationListModel.Filled);
                    }
                }
                Loader {
                    id: settings
                    anchors.fill: parent
                    visible: root.settingsShown
                }
                Connections {
                    target: settings.item
                    ignoreUnknownSignals: true
                    function onClosed() {
                        root.hideSettings();
                    }
                }
            }
        }
    }
    CallPlace {
        id: calls
        anchors.fill: parent
        app: root.app
        inset: root.onePane ? 0 : side.width + edge.width
        onReleased: root.focusConversation()
    }
}
