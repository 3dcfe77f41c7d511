pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// Who one is, the search field, and below it the conversations, the hits, or whom to write to.
Rectangle {
    id: root
    required property App.Application app
    property string page: "list" // or "new", "group", "archive"
    readonly property bool searching: page === "list" && app.search.words.trim().length > 0
    signal settingsWanted
    signal conversationWanted

    function focusSearch() {
        showList();
        search.activate();
    }
    function showList() {
        page = "list";
        other.source = "";
    }
    function showNewConversation() {
        app.newConversation.start();
        page = "new";
        other.setSource("../people/NewConversation.qml", {
            model: app.newConversation
        });
    }
    function showNewGroup() {
        app.newConversation.start();
        page = "group";
        other.setSource("../people/NewGroup.qml", {
            model: app.newConversation
        });
    }
    function showArchive() {
        app.archive.load();
        page = "archive";
        other.setSource("ArchivePage.qml", {
            conversations: app.archive
        });
    }
    function leaveSearch() {
        search.empty();
        focusList();
    }
    function focusList() {
        list.forceActiveFocus();
    }

    color: Theme.side

    Connections {
        target: root.app
        function onConversationOpened() {
            root.showList();
            search.empty();
        }
    }
    Connections {
        target: other.item
        ignoreUnknownSignals: true
        function onClosed() {
            root.showList();
            list.forceActiveFocus();
        }
        function onGroupWanted() {
            root.showNewGroup();
        }
        function onChosen(row: int) {
            root.app.openArchived(row);
            root.conversationWanted();
        }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        visible: root.page === "list"

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.header
            Layout.leftMargin: Theme.grid * 3
            Layout.rightMargin: Theme.grid * 3
            spacing: Theme.grid * 2.5

            ProfileButton {
                account: root.app.account
                profile: root.app.profile
            }
            UiText {
                Layout.fillWidth: true
                words: root.app.account.organisation
                elide: Text.ElideRight
                font.weight: Font.DemiBold
                Accessible.ignored: false
            }
            IconButton {
                objectName: "settings"
                name: qsTr("Settings")
                iconName: "settings"
                onActivated: root.settingsWanted()
            }
            IconButton {
                objectName: "newConversation"
                Layout.leftMargin: -Theme.grid * 2
                name: qsTr("New conversation")
                iconName: "edit"
                onActivated: root.showNewConversation()
            }
        }
        SearchField {
            id: search
            objectName: "search"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.grid * 3
            Layout.rightMargin: Theme.grid * 3
            name: qsTr("Search")
            shortcut: qsTr("Ctrl K")
            // A filter that was pressed stands there as if it had been typed.
            words: root.app.search.words
            onEdited: text => root.app.search.words = text
            Keys.onEscapePressed: root.leaveSearch()
            Keys.onDownPressed: (root.searching ? hits.item as Item : list).forceActiveFocus()
            Keys.onReturnPressed: if (root.app.search.state === App.SearchViewModel.Found)
                root.app.search.open(0)
        }
        Loader {
            id: filters
            Layout.fillWidth: true
            Layout.leftMargin: Theme.grid * 3
            Layout.rightMargin: Theme.grid * 3
            Layout.topMargin: active ? Theme.grid * 2 : 0
            active: root.searching || search.activeFocus || filters.activeFocus
            visible: active
            onActiveChanged: if (active)
                setSource("../search/SearchFilters.qml", {
                    filters: root.app.search.filters
                })
        }
        ConversationList {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: Theme.grid * 2
            visible: !root.searching
            conversations: root.app.conversations
            onChosen: row => {
                root.app.openRow(row);
                root.conversationWanted();
            }
            onNewWanted: root.showNewConversation()
            onArchiveWanted: root.showArchive()
        }
        Loader {
            id: hits
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: Theme.grid * 2
            visible: root.searching
            active: root.searching
            onActiveChanged: if (active)
                setSource("../search/SearchHits.qml", {
                    search: root.app.search
                })
        }
    }
    Loader {
        id: other
        anchors.fill: parent
        visible: root.page !== "list"
        onLoaded: (item as FocusScope).forceActiveFocus()
    }
}
