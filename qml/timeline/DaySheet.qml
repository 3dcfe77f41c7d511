import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// To the first message of a day.
Sheet {
    id: root
    required property App.MonthModel month

    title: qsTr("Go to a day")
    height: column.implicitHeight + 2 * padding
    width: Math.min(7 * Theme.control + 2 * padding, parent ? parent.width - Theme.grid * 8 : 7 * Theme.control)

    Connections {
        target: root.month
        function onChosen() {
            root.close();
        }
    }
    ColumnLayout {
        id: column
        anchors.fill: parent
        spacing: Theme.grid * 3

        UiText {
            Layout.fillWidth: true
            text: root.title
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.ignored: false
        }
        Calendar {
            objectName: "calendar"
            Layout.fillWidth: true
            focus: true
            month: root.month
        }
    }
}
