import QtQuick
import Kontor.App as App
import Kontor.Ui

// Pages that lie over the panel, each made when it is wanted; one at a time.
Item {
    id: root
    required property App.ConversationViewModel conversation
    property bool adding: false
    property bool timing: false
    property bool comparing: false
    readonly property bool covering: adding || timing || comparing
    signal copyWanted(text: string)
    signal timingDone

    onAddingChanged: if (!adding)
        addPage.source = ""
    onTimingChanged: if (!timing)
        timePage.source = ""
    onComparingChanged: if (!comparing)
        contactPage.source = ""

    function startAdding() {
        conversation.startAdding();
        adding = true;
        addPage.setSource("../people/AddPeople.qml", {
            conversation: conversation
        });
        const page = addPage.item as AddPeople;
        page.closed.connect(() => root.adding = false);
        page.forceActiveFocus();
    }
    function startTiming() {
        timing = true;
        timePage.setSource("LifetimePage.qml", {
            conversation: conversation
        });
        const page = timePage.item as LifetimePage;
        page.closed.connect(() => {
            root.timing = false;
            root.timingDone();
        });
        page.forceActiveFocus();
    }
    // Whom `conversation.contact` is.
    function compare() {
        adding = false;
        timing = false;
        comparing = true;
        contactPage.setSource("../people/ContactPage.qml", {
            contact: conversation.contact
        });
        const page = contactPage.item as ContactPage;
        page.closed.connect(() => root.comparing = false);
        page.copyWanted.connect(root.copyWanted);
        page.forceActiveFocus();
    }

    Connections {
        target: root.conversation
        function onAdded() {
            root.adding = false;
        }
        function onChanged() {
            if (!root.conversation.mayAdd)
                root.adding = false;
            if (!root.conversation.lifetimes.allowed)
                root.timing = false;
            if (root.conversation.contact.name.length === 0)
                root.comparing = false;
        }
    }
    Loader {
        id: addPage
        anchors.fill: parent
        visible: root.adding
    }
    Loader {
        id: timePage
        anchors.fill: parent
        visible: root.timing
    }
    Loader {
        id: contactPage
        anchors.fill: parent
        visible: root.comparing
    }
}
