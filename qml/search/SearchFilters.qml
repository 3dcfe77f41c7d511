pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

// The filters of a search, each a press away; what is pressed stands among the words.
Flow {
    id: root
    required property App.SearchFilterModel filters

    objectName: "searchFilters"
    spacing: Theme.grid
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Search filters")

    Repeater {
        model: root.filters
        delegate: FilterButton {
            required property int index
            onActivated: root.filters.press(index)
        }
    }
}
