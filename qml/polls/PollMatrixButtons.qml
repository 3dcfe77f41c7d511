pragma ComponentBehavior: Bound
import QtQuick
import Kontor.App as App
import Kontor.Ui

// What can be done with the whole poll, and with what came of it.
Column {
    id: root
    required property App.PollTableModel table
    property bool copyable: false
    property bool choosing: false // which of several best dates goes to the calendar

    spacing: Theme.grid * 2

    Flow {
        width: parent.width
        spacing: Theme.grid * 2
        TextButton {
            objectName: "matrixClose"
            kind: "primary"
            visible: root.table.mayClose
            text: qsTr("Close poll")
            onActivated: root.table.closePoll()
        }
        TextButton {
            objectName: "matrixReopen"
            visible: root.table.mayReopen
            text: qsTr("Open again")
            onActivated: root.table.reopenPoll()
        }
        TextButton {
            objectName: "saveCsv"
            visible: root.table.known
            //: the kind of file
            text: qsTr("CSV")
            Accessible.name: qsTr("Save the table as a CSV file")
            onActivated: root.table.saveTable()
        }
        TextButton {
            objectName: "saveIcs"
            visible: root.table.winners.length > 0
            text: qsTr("To the calendar")
            onActivated: {
                if (root.table.winners.length === 1)
                    root.table.saveDate(0);
                else
                    root.choosing = !root.choosing;
            }
        }
        TextButton {
            objectName: "matrixAskAgain"
            visible: root.copyable
            text: qsTr("Ask again")
            onActivated: root.table.askAgain()
        }
    }
    Flow {
        width: parent.width
        visible: root.choosing && root.table.winners.length > 1
        spacing: Theme.grid * 2
        Repeater {
            model: root.table.winners
            TextButton {
                required property string modelData
                required property int index
                text: modelData
                onActivated: root.table.saveDate(index)
            }
        }
    }
    UiText {
        objectName: "matrixOutcome"
        width: parent.width
        visible: words.length > 0
        words: root.table.outcome
        color: root.table.failed ? Theme.danger : Theme.muted
        wrapMode: Text.Wrap
        font.pixelSize: Theme.secondarySize
        Accessible.role: Accessible.AlertMessage
        Accessible.ignored: !visible
    }
}
