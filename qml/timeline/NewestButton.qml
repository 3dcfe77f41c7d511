import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.Ui

// Leads back to the newest message, and says how many new ones are there.
T.Button {
    id: root
    property int count: 0
    signal activated

    function activate() {
        if (enabled)
            activated();
    }

    objectName: "newest"
    implicitWidth: Math.max(implicitHeight, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.control
    leftPadding: count > 0 ? Theme.grid * 3 : 0
    rightPadding: leftPadding
    hoverEnabled: true
    onClicked: activate()
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.role: Accessible.Button
    Accessible.name: count > 0 ? qsTr("Go to %n new message(s)", "", count) : qsTr("Go to the newest message")
    Accessible.onPressAction: activate()

    contentItem: RowLayout {
        spacing: Theme.grid
        Icon {
            Layout.alignment: Qt.AlignCenter
            name: "down"
            colour: Theme.accentText
            size: root.count > 0 ? Theme.smallIcon : Theme.icon
        }
        UiText {
            visible: root.count > 0
            text: qsTr("%n new", "messages", root.count)
            color: Theme.accentText
            font.pixelSize: Theme.secondarySize
            font.weight: Font.DemiBold
        }
    }
    background: Rectangle {
        radius: height / 2
        color: root.hovered ? Theme.accentHover : Theme.accent
        border.width: root.visualFocus ? Theme.focusLine : 0
        border.color: Theme.text
    }
    Tip {
        shown: root.hovered
        text: root.Accessible.name
    }
}
