import QtQuick
import Kontor.Ui

// How many messages have not been seen.
Rectangle {
    id: root
    required property int count
    property bool mention: false // one of them names oneself

    implicitWidth: Math.max(implicitHeight, shown.implicitWidth + Theme.grid * 3)
    implicitHeight: Theme.grown(18)
    radius: height / 2
    color: Theme.accent

    UiText {
        id: shown
        anchors.centerIn: parent
        readonly property string number: root.count > 99 ? qsTr("99+") : root.count
        //: something unread names oneself; how many are unread
        text: root.mention ? qsTr("@ %1").arg(number) : number
        color: Theme.accentText
        font.pixelSize: Theme.timeSize
        font.weight: Font.DemiBold
    }
}
