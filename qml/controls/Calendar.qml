pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// A month to choose a day from, by pointer or keys: arrows by days and weeks, page keys by months.
FocusScope {
    id: root
    required property MonthModel month

    implicitWidth: 7 * Theme.control
    implicitHeight: column.implicitHeight
    Keys.onLeftPressed: month.step(-1)
    Keys.onRightPressed: month.step(1)
    Keys.onUpPressed: month.step(-7)
    Keys.onDownPressed: month.step(7)
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown;
        if (event.accepted)
            month.stepMonths(event.key === Qt.Key_PageUp ? -1 : 1);
    }

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.grid

        RowLayout {
            Layout.fillWidth: true
            IconButton {
                objectName: "monthBefore"
                enabled: !root.month.beginsHere
                name: qsTr("Previous month")
                iconName: "back"
                onActivated: root.month.stepMonths(-1)
            }
            UiText {
                objectName: "monthTitle"
                Layout.fillWidth: true
                words: root.month.title
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignHCenter
                Accessible.role: Accessible.Heading
                Accessible.ignored: false
            }
            IconButton {
                objectName: "monthAfter"
                enabled: !root.month.endsHere
                name: qsTr("Next month")
                iconName: "next"
                onActivated: root.month.stepMonths(1)
            }
        }
        Row {
            Repeater {
                model: root.month.weekdays
                UiText {
                    required property string modelData
                    width: root.width / 7
                    words: modelData
                    color: Theme.muted
                    font.pixelSize: Theme.labelSize
                    horizontalAlignment: Text.AlignHCenter
                }
            }
        }
        Grid {
            columns: 7
            Repeater {
                model: root.month
                CalendarDay {
                    width: root.width / 7
                    current: index === root.month.current
                    keyed: root.activeFocus
                    focus: current
                    onActivated: root.month.choose(index)
                }
            }
        }
    }
}
