pragma ComponentBehavior: Bound
import QtQuick
import Qt.labs.qmlmodels
import Kontor.App as App
import Kontor.Ui

// All emoji under their headings. One cell has the keyboard; letters that are typed there belong to
// the search.
ListView {
    id: root
    required property App.EmojiPickerModel picker
    property int column: 0 // of the cell that has the keyboard; its row is currentIndex
    readonly property real cellWidth: picker.columns > 0 ? width / picker.columns : Theme.emojiCell
    readonly property int offered: picker.found > 0 ? 1 : -1 // the row whose first cell Enter takes
    readonly property int group: count > 0 ? picker.groupOfRow(indexAt(width / 2, contentY + Theme.emojiCell / 2)) : 0
    signal leftUpwards
    signal leftOnwards
    signal typed(string letters)
    signal erased
    signal variantsOffered(EmojiCell cell)

    function cellAt(row: int, atColumn: int): EmojiCell {
        const found = itemAtIndex(row) as EmojiRow;
        return found ? found.cellAt(atColumn) : null;
    }
    function focusCell(row: int, atColumn: int) {
        if (row < 0)
            return leftUpwards();
        currentIndex = row;
        column = atColumn;
        // With the heading above it, where it is the first one below.
        positionViewAtIndex(row - 1, ListView.Contain);
        positionViewAtIndex(row, ListView.Contain);
        forceLayout();
        const cell = cellAt(row, atColumn);
        if (cell)
            cell.forceActiveFocus(Qt.TabFocusReason);
    }
    function focusFirst() {
        focusCell(1, 0);
    }
    // Where the keyboard was before, else at the first.
    function focusAgain() {
        focusCell(Math.max(1, currentIndex), column);
    }
    function step(columns: int, rows: int) {
        const next = picker.beside(currentIndex, column, columns, rows);
        focusCell(next.y, next.x);
    }
    function showGroup(place: int) {
        positionViewAtIndex(picker.rowOfGroup(place), ListView.Beginning);
        returnToBounds();
    }
    function offerVariants(row: int, atColumn: int) {
        if (picker.offerVariants(row, atColumn))
            variantsOffered(cellAt(row, atColumn));
    }
    function point(cell: EmojiCell) {
        tip.shown = false;
        tip.parent = cell;
        tip.text = cell.name;
        tip.shown = true;
    }
    // What moves, as far as this list has it; true when the key was one of them.
    function moves(key: int): bool {
        const page = Math.max(1, Math.floor(height / Theme.emojiCell) - 1);
        switch (key) {
        case Qt.Key_Left:
            step(-1, 0);
            return true;
        case Qt.Key_Right:
            step(1, 0);
            return true;
        case Qt.Key_Up:
            step(0, -1);
            return true;
        case Qt.Key_Down:
            step(0, 1);
            return true;
        case Qt.Key_PageUp:
            step(0, -page);
            return true;
        case Qt.Key_PageDown:
            step(0, page);
            return true;
        case Qt.Key_Home:
            focusFirst();
            return true;
        case Qt.Key_End:
            const last = picker.lastCell();
            focusCell(last.y, last.x);
            return true;
        }
        return false;
    }

    model: picker
    clip: true
    reuseItems: true
    cacheBuffer: Theme.emojiCell
    boundsBehavior: Flickable.StopAtBounds
    highlightFollowsCurrentItem: false
    keyNavigationEnabled: false
    currentIndex: -1
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Emoji")
    onMovementStarted: tip.shown = false
    Keys.onTabPressed: leftOnwards()
    Keys.onBacktabPressed: leftUpwards()
    Keys.onPressed: event => {
        const menu = event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && event.modifiers & Qt.ShiftModifier);
        const plain = !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier));
        event.accepted = true;
        if (moves(event.key))
            return;
        if (menu)
            offerVariants(currentIndex, column);
        else if (event.key === Qt.Key_Backspace)
            erased();
        else if (plain && event.text.length > 0 && event.text > " ")
            typed(event.text);
        else
            event.accepted = false;
    }

    delegate: DelegateChooser {
        role: "kind"
        DelegateChoice {
            roleValue: "heading"
            SectionLabel {
                required property string heading
                width: ListView.view ? ListView.view.width : 0
                height: Theme.emojiCell
                leftPadding: Theme.grid
                verticalAlignment: Text.AlignVCenter
                elide: Text.ElideRight
                font.weight: Font.Normal
                text: heading
            }
        }
        DelegateChoice {
            roleValue: "emoji"
            EmojiRow {
                columns: root.picker.columns
                cellWidth: root.cellWidth
                offered: root.offered === index
                onChosen: atColumn => root.picker.choose(index, atColumn)
                onVariantsWanted: atColumn => root.offerVariants(index, atColumn)
                onPointed: cell => root.point(cell)
                onPointedAway: tip.shown = false
            }
        }
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: eventPoint => {
            const place = root.contentItem.mapFromItem(root, eventPoint.position);
            root.offerVariants(root.indexAt(place.x, place.y), Math.floor(place.x / root.cellWidth));
        }
    }
    Tip {
        id: tip
    }
}
