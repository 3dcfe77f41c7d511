import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

// One day of a calendar.
T.Button {
    id: root
    required property int index
    required property string number
    required property bool within
    required property bool today
    required property bool open
    required property string spoken
    property bool current: false
    signal activated

    function activate() {
        if (enabled)
            activated();
    }

    implicitHeight: Theme.control
    enabled: open
    activeFocusOnTab: current
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    opacity: enabled ? 1 : 0.4
    onClicked: activate()
    onCurrentChanged: if (current && !activeFocus)
        forceActiveFocus(Qt.TabFocusReason)
    Component.onCompleted: if (current)
        forceActiveFocus(Qt.TabFocusReason)
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.name: spoken
    Accessible.onPressAction: activate()

    contentItem: UiText {
        text: root.number
        color: root.within ? Theme.text : Theme.muted
        font.weight: root.today ? Font.DemiBold : Font.Normal
        font.pixelSize: Theme.secondarySize
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
    }
    background: Item {
        Rectangle {
            anchors.centerIn: parent
            width: Theme.control
            height: Theme.control
            radius: width / 2
            color: root.today ? Theme.selected : root.hovered && root.enabled ? Theme.hover : Theme.clear
            border.width: root.activeFocus ? Theme.focusLine : 0
            border.color: Theme.accent
        }
    }
}
