pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// A search field over the people of the company.
FocusScope {
    id: root
    required property App.PeopleModel people
    property bool pickable: false
    property bool busy: false
    signal chosen(int row)

    function focusSearch() {
        search.activate();
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.grid * 2

        SearchField {
            id: search
            objectName: "peopleSearch"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.grid * 3
            Layout.rightMargin: Theme.grid * 3
            focus: true
            name: qsTr("Name or handle")
            onEdited: text => root.people.words = text
            Keys.onDownPressed: list.forceActiveFocus()
            Keys.onReturnPressed: if (list.count === 1)
                root.chosen(0)
        }
        Flow {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.grid * 3
            Layout.rightMargin: Theme.grid * 3
            spacing: Theme.grid * 1.5
            visible: root.pickable && chips.count > 0
            Repeater {
                id: chips
                model: root.pickable ? root.people.pickedNames : []
                PickedChip {
                    onActivated: root.people.unpick(index)
                }
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ListView {
                id: list
                objectName: "people"
                anchors.fill: parent
                anchors.leftMargin: Theme.grid * 1.5
                anchors.rightMargin: Theme.grid * 1.5
                model: width > 0 && height > 0 ? root.people : null
                enabled: !root.busy
                clip: true
                reuseItems: true
                activeFocusOnTab: true
                boundsBehavior: Flickable.StopAtBounds
                Accessible.role: Accessible.List
                Accessible.name: qsTr("People")
                delegate: PersonRow {
                    width: list.width
                    pickable: root.pickable
                    onActivated: root.chosen(index)
                }
            }
            ScrollMark {
                list: list
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width - Theme.grid * 12
                visible: root.people.state !== App.PeopleModel.Filled
                busy: root.people.state === App.PeopleModel.Loading
                iconName: root.people.failure ? "failed" : "group"
                sentence: busy ? "" : root.people.failure || (root.people.state === App.PeopleModel.NotFound ? qsTr("Nobody is called “%1”.").arg(root.people.words) : qsTr("There is nobody else here yet."))
                action: root.people.failure ? qsTr("Try again") : ""
                onActivated: root.people.load()
            }
        }
    }
}
