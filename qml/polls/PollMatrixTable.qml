pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

// People down, options across. Options and names stay while it scrolls; only what is in view is
// made. Left and right choose an answer of one's own, Space changes it, the others scroll.
FocusScope {
    id: root
    required property App.PollTableModel table
    required property int nameWidth
    readonly property int least: Theme.grown(table.texts ? 112 : 90)
    readonly property int columns: heads.count
    readonly property int columnWidth: columns > 0 ? Math.max(least, (width - nameWidth) / columns) : least
    readonly property int headHeight: Theme.grown(50)
    readonly property int line: Theme.grown(31)
    readonly property int footHeight: silent.height + (table.known ? line : 0)
    readonly property real wholeHeight: headHeight + body.contentHeight + footHeight
    property int current: 0

    function go(column: int) {
        current = Math.max(0, Math.min(column, columns - 1));
        const left = current * columnWidth;
        if (left < body.contentX)
            body.contentX = left;
        else if (left + columnWidth > body.contentX + body.width)
            body.contentX = left + columnWidth - body.width;
    }
    function scroll(lines: real) {
        const most = Math.max(0, body.contentHeight - body.height);
        body.contentY = Math.max(0, Math.min(most, body.contentY + lines * line));
    }
    function activate() {
        table.press(current);
    }

    onColumnWidthChanged: Qt.callLater(body.forceLayout) // qmllint disable
    Keys.onLeftPressed: go(current - 1)
    Keys.onRightPressed: go(current + 1)
    Keys.onUpPressed: scroll(-1)
    Keys.onDownPressed: scroll(1)
    Keys.onSpacePressed: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown;
        if (event.accepted)
            scroll((event.key === Qt.Key_PageUp ? -1 : 1) * body.height / line);
    }

    Connections {
        target: root.table
        function onChanged() {
            Qt.callLater(body.forceLayout); // qmllint disable
        }
    }
    ListView {
        id: heads
        objectName: "matrixHeads"
        x: root.nameWidth
        width: parent.width - x
        height: root.headHeight
        orientation: ListView.Horizontal
        interactive: false
        keyNavigationEnabled: false
        clip: true
        contentX: body.contentX
        model: root.table.options
        delegate: PollMatrixHead {
            width: root.columnWidth
            height: root.headHeight
        }
    }
    TableView {
        id: names
        anchors.top: heads.bottom
        anchors.bottom: body.bottom
        width: root.nameWidth
        clip: true
        syncView: body
        syncDirection: Qt.Vertical
        boundsBehavior: Flickable.StopAtBounds
        columnWidthProvider: () => root.nameWidth
        model: root.table.people
        delegate: PollMatrixName {}
    }
    TableView {
        id: body
        objectName: "matrixBody"
        x: root.nameWidth
        anchors.top: heads.bottom
        width: parent.width - x
        height: Math.max(0, Math.min(contentHeight, root.height - root.headHeight - root.footHeight))
        focus: true
        activeFocusOnTab: true
        clip: true
        reuseItems: true
        keyNavigationEnabled: false
        boundsBehavior: Flickable.StopAtBounds
        columnWidthProvider: () => root.columnWidth
        rowHeightProvider: row => root.table.hasComment(row) ? root.line * 1.5 : root.line
        model: root.table
        Accessible.role: Accessible.Grouping
        Accessible.name: root.table.mayVote ? root.table.spokenOwn(root.current) : qsTr("Answers")
        Accessible.focusable: true
        Accessible.onPressAction: root.activate()
        delegate: PollMatrixCell {
            current: own && body.activeFocus && column === root.current
            onActivated: {
                root.current = column;
                root.table.press(column);
            }
        }
    }
    PollMatrixSilent {
        id: silent
        anchors.top: body.bottom
        width: parent.width
        height: implicitHeight
        table: root.table
        nameWidth: root.nameWidth
    }
    ListView {
        id: sums
        objectName: "matrixSums"
        visible: root.table.known
        x: root.nameWidth
        anchors.top: silent.bottom
        width: parent.width - x
        height: root.line
        orientation: ListView.Horizontal
        interactive: false
        keyNavigationEnabled: false
        clip: true
        contentX: body.contentX
        model: root.table.options
        delegate: PollMatrixSum {
            width: root.columnWidth
            height: root.line
        }
    }
}
