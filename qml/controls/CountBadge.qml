import QtQuick
import Kontor.Ui

// How many messages have not been seen.
Rectangle {
    id: root
    required property int count
    property bool mention: false // one of them names oneself

    implicitWidth: Math.max(implicitHeight, number.implicitWidth + Theme.grid * 3)
    implicitHeight: Theme.grown(18)
    radius: height / 2
    color: Theme.accent

    UiText {
        id: number
        anchors.centerIn: parent
        text: (root.mention ? "@ " : "") + (root.count > 99 ? qsTr("99+") : root.count)
        color: Theme.accentText
        font.pixelSize: Theme.timeSize
        font.weight: Font.DemiBold
    }
}
