pragma ComponentBehavior: Bound
import QtQuick
import Kontor.Ui

// A row of the picker. It has as many cells as the picker is wide, so that a row that is used again
// makes none.
Row {
    id: root
    required property int index
    required property list<string> texts
    required property list<string> names
    property int columns: 0
    property real cellWidth: Theme.emojiCell
    property bool offered: false // Enter in the search takes the first one
    signal chosen(int column)
    signal variantsWanted(int column)
    signal pointed(EmojiCell cell)
    signal pointedAway

    function cellAt(column: int): EmojiCell {
        return cells.itemAt(column) as EmojiCell;
    }

    height: Theme.emojiCell

    Repeater {
        id: cells
        model: root.columns
        delegate: EmojiCell {
            id: cell
            required property int index
            visible: index < root.texts.length
            sign: root.texts[index] ?? ""
            name: root.names[index] ?? ""
            size: root.cellWidth
            chosen: root.offered && index === 0
            onActivated: root.chosen(index)
            onVariantsWanted: root.variantsWanted(index)
            onHoveredChanged: hovered ? root.pointed(cell) : root.pointedAway()
        }
    }
}
