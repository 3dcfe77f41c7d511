import QtQuick
import Kontor.App as App
import Kontor.Ui

// Conversations, people and messages that the words fit.
FocusScope {
    id: root
    required property App.SearchViewModel search

    HitList {
        id: list
        objectName: "hits"
        anchors.fill: parent
        anchors.leftMargin: Theme.grid * 1.5
        anchors.rightMargin: Theme.grid * 1.5
        model: width > 0 && height > 0 ? root.search : null
        onChosen: row => root.search.open(row)
    }
    ScrollMark {
        list: list
    }
    EmptyState {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.grid * 12
        width: parent.width - Theme.grid * 12
        visible: root.search.state !== App.SearchViewModel.Found && root.search.state !== App.SearchViewModel.Idle
        busy: root.search.state === App.SearchViewModel.Searching
        iconName: root.search.failure ? "failed" : "search"
        sentence: busy ? "" : root.search.failure || qsTr("Nothing was found for “%1”.").arg(root.search.words.trim())
        action: root.search.failure ? qsTr("Try again") : ""
        onActivated: root.search.search()
    }
}
