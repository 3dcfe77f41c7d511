import QtQuick
import Kontor.App as App
import Kontor.Ui

// Where a list of the conversation is shown while somebody looks at it.
FocusScope {
    id: root
    required property App.ListingModel listing
    property bool shown: false
    property Item opener: null // gets the focus back
    signal entryWanted(double id)

    function open(what: int, by: Item) {
        listing.show(what);
        opener = by;
        shown = true;
        page.setSource("ListingPage.qml", {
            listing: listing
        });
        const list = page.item as ListingPage;
        list.closed.connect(root.close);
        list.entryWanted.connect(root.entryWanted);
        list.forceActiveFocus();
    }
    function close() {
        shown = false;
        page.source = "";
        listing.close();
        if (opener)
            opener.forceActiveFocus();
    }

    visible: shown
    Component.onDestruction: if (shown)
        listing.close() // nobody looks any more
    Connections {
        target: root.listing
        // Another conversation is open.
        function onStateChanged() {
            if (root.shown && root.listing.state === App.ListingModel.Closed)
                root.close();
        }
    }
    Loader {
        id: page
        anchors.fill: parent
        focus: true
    }
}
