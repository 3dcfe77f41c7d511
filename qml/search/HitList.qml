import QtQuick
import Kontor.Ui

// The hits in their sections. A file of its own: where components are bound, Qt 6.4 does not find the
// headings of sections ready.
ListView {
    id: root
    signal chosen(int row)

    focus: true
    activeFocusOnTab: true
    clip: true
    reuseItems: true
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Search results")
    section.property: "section"
    section.delegate: SectionLabel {
        required property string section
        text: section
        leftPadding: Theme.grid * 2.5
        topPadding: Theme.grid * 3
        bottomPadding: Theme.grid
    }
    delegate: HitRow {
        width: ListView.view ? ListView.view.width : 0
        onActivated: (ListView.view as HitList).chosen(index)
    }
}
