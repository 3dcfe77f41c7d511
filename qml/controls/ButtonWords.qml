import QtQuick
import Kontor.Ui

// Icon and words in the middle of a button.
Item {
    id: root
    required property string text
    property string iconName
    property bool iconLast: false
    property bool strong: false
    property color ink: Theme.text
    property int size: Theme.secondarySize
    property int most: width

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight

    Row {
        id: row
        anchors.centerIn: parent
        spacing: root.iconLast ? Theme.grid : Theme.grid * 2
        layoutDirection: root.iconLast ? Qt.RightToLeft : Qt.LeftToRight
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName.length > 0
            name: root.iconName
            colour: root.ink
            size: root.iconLast ? Theme.grown(12) : Theme.smallIcon
        }
        UiText {
            anchors.verticalCenter: parent.verticalCenter
            width: root.most > 0 ? Math.min(implicitWidth, root.most) : implicitWidth
            elide: Text.ElideRight
            words: root.text
            color: root.ink
            font.pixelSize: root.size
            font.weight: root.strong ? Font.DemiBold : Font.Normal
        }
    }
}
