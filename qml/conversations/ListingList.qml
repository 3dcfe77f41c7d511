import QtQuick
import Kontor.App
import Kontor.Ui

// The rows of one list of a conversation. A file of its own: where components are bound, Qt 6.4 does
// not find the headings of sections ready.
ListView {
    id: root
    required property ListingModel listing
    signal entryWanted(double id)

    model: width > 0 && height > 0 ? listing : null
    clip: true
    reuseItems: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    section.property: "section"
    section.delegate: SectionLabel {
        required property string section
        width: ListView.view ? ListView.view.width : 0
        height: visible ? implicitHeight : 0
        visible: section.length > 0
        leftPadding: Theme.grid * 2.5
        topPadding: Theme.grid * 2
        bottomPadding: Theme.grid
        text: section
    }
    delegate: ListingRow {
        width: ListView.view ? ListView.view.width : 0
        onActivated: (ListView.view as ListingList).entryWanted(entryId)
    }
}
