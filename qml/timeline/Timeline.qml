pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// A window on a conversation of any length, which never moves what is being read.
FocusScope {
    id: root
    required property App.Application app
    required property App.TimelineModel timeline
    signal dayWanted

    property bool following: true // the newest message stays in view when sizes change
    property bool placed: false // what was opened stands where it is to be read

    function page() {
        list.forceLayout(); // rows that came or went have other places now
        const middle = list.width / 2;
        const oldest = list.indexAt(middle, list.contentY);
        const newest = list.indexAt(middle, list.contentY + list.height - 1);
        timeline.inView(newest, oldest);
        see();
    }
    function pageLater() {
        Qt.callLater(page); // qmllint disable
    }
    function followLater() {
        Qt.callLater(follow); // qmllint disable
    }
    function follow() {
        if (following)
            list.positionViewAtBeginning();
    }

    // What is in view of somebody is seen.
    function see() {
        if (placed && Window.active && visible)
            list.tellShown();
    }
    function look() {
        if (timeline === null) // while the window goes
            return;
        timeline.shown = Window.visibility !== Window.Hidden && Window.visibility !== Window.Minimized;
        if (Window.active && visible)
            pageLater();
        else
            timeline.lookAway();
    }

    function showNewest() {
        timeline.showNewest();
        list.positionViewAtBeginning();
        following = true;
    }
    function showOpened() {
        const marked = timeline.markedRow();
        following = marked < 0;
        list.currentIndex = -1;
        list.positionViewAtIndex(Math.max(0, marked), marked < 0 ? ListView.Beginning : ListView.Center);
        if (following && timeline.unreadRow() >= 0)
            following = list.showFrom(timeline.unreadRow());
        placed = true;
        pageLater();
    }
    function choose(index: int) {
        if (index < 0 || index >= list.count)
            return;
        following = index === 0;
        list.currentIndex = index;
        list.positionViewAtIndex(index, ListView.Contain);
    }
    // Where the keyboard starts: at the newest row in view.
    function chooseFirst() {
        choose(Math.max(0, list.indexAt(list.width / 2, list.contentY + list.height - 1)));
    }
    function turnPage(direction: int) {
        following = false;
        const most = list.originY + list.contentHeight - list.height;
        list.contentY = Math.max(list.originY, Math.min(most, list.contentY + direction * list.height * 0.9));
        following = list.atYEnd;
    }

    Window.onVisibilityChanged: look()
    Window.onActiveChanged: look()
    onVisibleChanged: look()

    MessageList {
        id: list
        objectName: "timeline"
        anchors.fill: parent
        // Rows made before the layout has given a width would be laid out twice.
        model: width > 0 && height > 0 && root.timeline.state !== App.TimelineModel.Closed ? root.timeline : null
        // What was opened before there was a view is shown as if it were opened now.
        onModelChanged: {
            root.placed = false;
            if (model)
                Qt.callLater(root.showOpened); // qmllint disable
        }
        focus: true
        avatars: root.app.conversation.isGroup
        caller: root.app
        topMargin: Theme.grid * 2
        onLinkActivated: link => root.app.openLink(link)
        onAgainWanted: id => root.timeline.sendAgain(id)
        onDiscardWanted: id => root.timeline.discard(id)
        onShown: (newest, oldest) => root.timeline.seen(newest, oldest)
        onPictureWanted: picture => opener.open(picture)
        writable: root.app.conversation.mayWrite
        onLiked: id => root.app.messageActions.like(id)
        onReactionToggled: (id, emoji) => root.app.messageActions.toggle(id, emoji)
        onReactionWanted: (id, by) => doings.openPicker(id, by)
        onAnswerWanted: id => root.app.messageActions.answer(id)
        onMenuWanted: (id, by) => doings.openMenu(id, by)
        onEntryWanted: id => root.timeline.showEntry(id)
        onDayWanted: root.dayWanted()
        onContentYChanged: root.pageLater()
        onMovementStarted: root.following = false
        onMovementEnded: root.following = atYEnd
        onHeightChanged: root.followLater()
        onContentHeightChanged: root.followLater()
        onActiveFocusChanged: activeFocus && currentIndex < 0 ? root.chooseFirst() : undefined
        Keys.onUpPressed: root.choose(currentIndex + 1)
        Keys.onDownPressed: root.choose(currentIndex - 1)
        Keys.onReturnPressed: (currentItem as TimelineRow)?.activate()
        Keys.onEnterPressed: (currentItem as TimelineRow)?.activate()
        Keys.onPressed: event => {
            event.accepted = true;
            if (event.key === Qt.Key_End)
                root.showNewest();
            else if (event.key === Qt.Key_PageUp)
                root.turnPage(-1);
            else if (event.key === Qt.Key_PageDown)
                root.turnPage(1);
            else if ((event.key === Qt.Key_Menu || event.key === Qt.Key_F10 && event.modifiers & Qt.ShiftModifier) && currentItem)
                (currentItem as TimelineRow).openMenu();
            else if (event.matches(StandardKey.Copy) && currentItem)
                root.app.copy((currentItem as TimelineRow).text);
            else
                event.accepted = currentItem !== null && event.modifiers === Qt.NoModifier && doings.takesKey((currentItem as TimelineRow).entryId, event.key);
        }
    }
    ScrollMark {
        list: list
    }
    MessageDoings {
        id: doings
        anchors.fill: parent
        actions: root.app.messageActions
        picker: root.app.reactionPicker
        forwarding: root.app.forwarding
        info: root.app.messageInfo
        onCopyWanted: words => root.app.copy(words)
        composer: root.app.composer
        onClosed: {
            root.choose(root.timeline.rowOf(target));
            list.focusCurrent();
        }
    }
    PictureOpener {
        id: opener
        viewer: root.app.pictureViewer
        onClosed: list.forceActiveFocus(Qt.PopupFocusReason)
    }

    Connections {
        target: root.timeline
        function onWaiting() {
            if (root.following && root.timeline.atNewest)
                root.timeline.applyWaiting();
            else
                list.keeping(() => root.timeline.applyWaiting(), id => root.timeline.rowOf(id));
            root.pageLater();
        }
        function onOpened() {
            root.showOpened();
        }
        function onNewestWanted() {
            root.showNewest();
        }
    }

    NothingSaid {
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.grid * 12, Theme.dialogWidth)
        timeline: root.timeline
        notes: root.app.conversation.notes
    }

    NewestButton {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.grid * 4
        visible: list.count > 0 && (!root.timeline.atNewest || (!list.atYEnd && !root.following))
        count: root.timeline.atNewest ? root.timeline.unreadBelow : root.app.conversation.unread
        onActivated: root.timeline.goOn()
    }
}
