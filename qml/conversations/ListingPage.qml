pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// One list of the conversation, newest first: a press leads to the message in its place.
FocusScope {
    id: root
    required property App.ListingModel listing
    readonly property int what: listing.what
    signal closed
    signal entryWanted(double id)

    readonly property string title: what === App.ListingModel.Pins ? qsTr("Pinned messages") : what === App.ListingModel.Files ? qsTr("Pictures and files") : what === App.ListingModel.Links ? qsTr("Links") : qsTr("Polls")
    readonly property string nothing: what === App.ListingModel.Pins ? qsTr("Nothing is pinned here.") : what === App.ListingModel.Files ? qsTr("There are no pictures or files here yet.") : what === App.ListingModel.Links ? qsTr("There are no links here yet.") : qsTr("There are no polls here yet.")

    Keys.onEscapePressed: closed()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            focus: true
            title: root.title
            onBackWanted: root.closed()
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ListingList {
                id: list
                objectName: "listing"
                anchors.fill: parent
                anchors.leftMargin: Theme.grid * 1.5
                anchors.rightMargin: Theme.grid * 1.5
                listing: root.listing
                Accessible.name: root.title
                onEntryWanted: id => root.entryWanted(id)
            }
            ScrollMark {
                list: list
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width - Theme.grid * 8
                visible: root.listing.state !== App.ListingModel.Filled
                busy: root.listing.state === App.ListingModel.Loading
                iconName: root.listing.failure ? "failed" : "search"
                sentence: busy ? "" : root.listing.failure || root.nothing
                action: root.listing.failure ? qsTr("Try again") : ""
                onActivated: root.listing.reload()
            }
        }
    }
}
