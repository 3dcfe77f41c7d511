pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// About the open conversation: who is in it, and what its members may do.
FocusScope {
    id: root
    required property App.ConversationViewModel conversation
    required property App.MuteViewModel mute
    required property App.ListingModel listing
    property bool closable: false
    signal closed
    signal copyWanted(text: string)
    signal entryWanted(double id)
    signal dayWanted

    // Whom `conversation.contact` is.
    function compare() {
        if (lists.shown)
            lists.close();
        pages.compare();
    }
    function ask(title: string, sentence: string, action: string, then: var) {
        const dialog = confirm.createObject(root.Window.contentItem, {
            title: title,
            sentence: sentence,
            action: action
        }) as ConfirmDialog;
        dialog.confirmed.connect(then);
        dialog.open();
    }
    // The row may be gone, or somebody else's, when the answer comes.
    function askToRemove(name: string, handle: string) {
        ask(qsTr("Remove %1?").arg(name), qsTr("%1 can read what was written until now, but nothing that follows.").arg(name), qsTr("Remove"), () => conversation.remove(handle));
    }
    function askToGiveUp(handle: string) {
        ask(qsTr("Give up being an admin?"), qsTr("Only another admin can make you one again."), qsTr("No longer admin"), () => conversation.dismiss(handle));
    }
    Component {
        id: confirm
        ConfirmDialog {}
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.side
    }
    DetailsPages {
        id: pages
        anchors.fill: parent
        conversation: root.conversation
        onCopyWanted: text => root.copyWanted(text)
        onTimingDone: lifetime.forceActiveFocus()
    }
    ListingPlace {
        id: lists
        anchors.fill: parent
        listing: root.listing
        onEntryWanted: id => root.entryWanted(id)
    }

    Page {
        anchors.fill: parent
        visible: !pages.covering && !lists.shown
        contentHeight: column.implicitHeight + Theme.grid * 8
        clip: true

        ColumnLayout {
            id: column
            x: Theme.grid * 3
            y: Theme.grid * 5
            width: parent.width - 2 * x
            spacing: 0

            ConversationCard {
                Layout.fillWidth: true
                conversation: root.conversation
            }
            SectionLabel {
                Layout.topMargin: Theme.grid * 6
                Layout.leftMargin: Theme.grid * 1.5
                Layout.bottomMargin: Theme.grid
                visible: root.conversation.isGroup && root.conversation.memberCount > 0
                text: qsTr("%n member(s)", "", root.conversation.memberCount)
            }
            Repeater {
                model: root.conversation.isGroup ? root.conversation.members : null
                MemberRow {
                    Layout.fillWidth: true
                    enabled: !root.conversation.busy
                    onCompareWanted: {
                        root.conversation.showContact(handle);
                        pages.compare();
                    }
                    onRemoveWanted: root.askToRemove(name, handle)
                    onPromoteWanted: root.conversation.promote(handle)
                    onDismissWanted: own ? root.askToGiveUp(handle) : root.conversation.dismiss(handle)
                }
            }
            EntryRow {
                objectName: "addPeople"
                Layout.fillWidth: true
                implicitHeight: Theme.smallRow
                indent: Theme.grid * 1.5
                circle: Theme.avatarSmall
                iconName: "plus"
                visible: root.conversation.mayAdd
                enabled: !root.conversation.busy
                text: qsTr("Add people")
                onActivated: pages.startAdding()
            }
            EntryRow {
                objectName: "safety"
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 6
                implicitHeight: Theme.smallRow
                indent: Theme.grid * 1.5
                circle: Theme.avatarSmall
                iconName: "shield"
                visible: root.conversation.isDirect
                text: qsTr("Safety number")
                onActivated: {
                    root.conversation.showPeer();
                    pages.compare();
                }
            }
            ListEntries {
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 6
                onWanted: (what, by) => lists.open(what, by)
                onDayWanted: root.dayWanted()
            }
            LifetimeRow {
                id: lifetime
                objectName: "lifetime"
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 6
                visible: root.conversation.lifetimes.allowed
                enabled: !root.conversation.busy
                lifetimes: root.conversation.lifetimes
                onActivated: pages.startTiming()
            }
            BusyDots {
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: Theme.grid * 4
                visible: root.conversation.busy
            }
            FailureLine {
                Layout.fillWidth: true
                sentence: root.conversation.failure
            }
            MuteRow {
                objectName: "mute"
                Layout.fillWidth: true
                Layout.topMargin: Theme.grid * 6
                visible: !root.conversation.notes
                mute: root.mute
            }
            LeaveRow {
                objectName: "leave"
                Layout.fillWidth: true
                visible: root.conversation.mayLeave
                enabled: !root.conversation.busy
                onActivated: root.ask(qsTr("Leave “%1”?").arg(root.conversation.title), qsTr("You will get no more messages from this group. Only a member can add you again."), qsTr("Leave group"), () => root.conversation.leave())
            }
        }
    }
    IconButton {
        objectName: "closePanel"
        visible: root.closable && !pages.covering && !lists.shown
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.grid * 3
        name: qsTr("Close details")
        iconName: "close"
        onActivated: root.closed()
    }
}
