import QtQuick
import Qt.labs.qmlmodels
import Kontor.App
import Kontor.Ui

// The rows of the timeline: newest at the bottom, each kind with its own delegate.
ListView {
    id: root
    property bool avatars: false // in groups
    property Application caller: null // calls back
    readonly property PollDoings polls: doings
    signal linkActivated(string link)
    signal againWanted(real id)
    signal discardWanted(real id)
    signal pictureWanted(PictureCard picture)
    property bool writable: false // one may answer here
    signal liked(real id)
    signal reactionToggled(real id, string emoji)
    signal reactionWanted(real id, Item by)
    signal answerWanted(real id)
    signal menuWanted(real id, Item by)
    signal entryWanted(real id)
    signal dayWanted // another day
    signal shown(real newest, real oldest) // wholly in view

    // Of a row that is taller than the view the end counts.
    function tellShown() {
        forceLayout(); // what has just come has no row otherwise
        const top = contentY - 1;
        const bottom = contentY + height + 1;
        const first = Math.max(0, rowAbove(bottom));
        let newest = -1;
        let oldest = -1;
        for (let index = first; index < count; ++index) {
            const row = itemAtIndex(index);
            if (!row || row.y + row.height < top)
                break;
            const whole = row.y >= top || row.height > height;
            if (!whole || row.y + row.height > bottom)
                continue;
            if (newest < 0)
                newest = index;
            oldest = index;
        }
        if (newest >= 0)
            shown((itemAtIndex(newest) as TimelineRow).entryId, (itemAtIndex(oldest) as TimelineRow).entryId);
    }
    // The row there, or the next one above: there is a gap below the newest.
    function rowAbove(y: real): int {
        let index = -1;
        for (let tries = 0; tries < 5 && index < 0; ++tries)
            index = indexAt(width / 2, y - 2 - tries * Theme.grid * 4);
        return index;
    }

    // Makes a change without moving what is in the middle of the view; `rowOf` finds a row by its id.
    function keeping(change: var, rowOf: var) {
        let anchor = itemAt(width / 2, contentY + height / 2) as TimelineRow;
        if (!anchor)
            return change();
        const id = anchor.entryId;
        const before = anchor.y - contentY;
        change();
        forceLayout();
        const index = rowOf(id);
        if (index < 0)
            return;
        if (!itemAtIndex(index))
            positionViewAtIndex(index, ListView.Center);
        anchor = itemAtIndex(index) as TimelineRow;
        const moved = anchor.y - contentY - before;
        if (moved !== 0)
            contentY += moved;
    }

    // The row near the top of the view, unless it is in view of the newest. True: it is.
    function showFrom(index: int): bool {
        forceLayout();
        const row = itemAtIndex(index) as TimelineRow;
        if (row !== null && row.y >= contentY) // `row &&` is true of none where Qt 6.4 compiles it
            return true;
        positionViewAtIndex(index, ListView.End);
        contentY = Math.max(originY, contentY - Theme.grid * 8);
        return atYEnd;
    }

    // After a menu about a row: the row itself, not the button that opened the menu.
    function focusCurrent() {
        if (currentItem !== null)
            currentItem.forceActiveFocus(Qt.PopupFocusReason);
        else
            forceActiveFocus(Qt.PopupFocusReason);
    }

    clip: true
    verticalLayoutDirection: ListView.BottomToTop
    reuseItems: true
    cacheBuffer: height / 2
    boundsBehavior: Flickable.StopAtBounds
    highlightFollowsCurrentItem: false
    keyNavigationEnabled: false
    activeFocusOnTab: true
    currentIndex: -1
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Messages")

    PollDoings {
        id: doings
        app: root.caller
        writable: root.writable
        onClosed: root.focusCurrent()
    }

    delegate: DelegateChooser {
        role: "kind"
        DelegateChoice {
            roleValue: "own"
            OwnBubble {}
        }
        DelegateChoice {
            roleValue: "other"
            OtherBubble {}
        }
        DelegateChoice {
            roleValue: "poll"
            PollRow {}
        }
        DelegateChoice {
            roleValue: "picture"
            PictureRow {}
        }
        DelegateChoice {
            roleValue: "call"
            CallLine {}
        }
        DelegateChoice {
            roleValue: "notice"
            Notice {}
        }
    }
}
