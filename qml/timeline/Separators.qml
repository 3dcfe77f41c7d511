import QtQuick
import Kontor.Ui

// "Today" in its pill; the amber line above what has not been read.
Item {
    id: root
    property string day
    property bool unread: false
    signal dayWanted

    implicitHeight: (day.length > 0 ? today.height : 0) + (unread ? fresh.height : 0)

    Item {
        id: today
        visible: root.day.length > 0
        width: root.width
        height: Theme.dayPill + Theme.grid * 6

        DayPill {
            anchors.centerIn: parent
            day: root.day
            onActivated: root.dayWanted()
        }
    }
    Item {
        id: fresh
        visible: root.unread
        x: Theme.grid * 5
        y: root.day.length > 0 ? today.height : 0
        width: root.width - Theme.grid * 10
        height: news.implicitHeight + Theme.grid * 5

        UiText {
            id: news
            anchors.centerIn: parent
            text: qsTr("New")
            color: Theme.amber
            font.pixelSize: Theme.labelSize
            Accessible.role: Accessible.Heading
            Accessible.ignored: !root.unread
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: news.x - Theme.grid * 2.5
            height: Theme.hairline
            color: Theme.amber
            opacity: 0.6
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            x: news.x + news.width + Theme.grid * 2.5
            width: parent.width - x
            height: Theme.hairline
            color: Theme.amber
            opacity: 0.6
        }
    }
}
