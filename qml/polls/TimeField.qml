import QtQuick
import Kontor.Ui

// A time of day: typed, or stepped by quarters of an hour with the arrows.
Field {
    id: root
    signal stepped(int quarters)

    Keys.onUpPressed: stepped(1)
    Keys.onDownPressed: stepped(-1)
}
