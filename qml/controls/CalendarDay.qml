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
    required property bool picked
    required property string spoken
    property bool current: false
    property bool keyed: true // the keyboard is on the calendar
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
    onCurrentChanged: if (current && keyed && !activeFocus)
        forceActiveFocus(Qt.TabFocusReason)
    Component.onCompleted: if (current && keyed)
        forceActiveFocus(Qt.TabFocusReason)
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Accessible.name: picked ? qsTr("%1, chosen", "a day").arg(spoken) : spoken
    Accessible.onPressAction: activate()

    contentItem: UiText {
        text: root.number
        color: root.picked ? Theme.accentText : root.within ? Theme.text : Theme.muted
        font.weight: root.today || root.picked ? Font.DemiBold : Font.Normal
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
            color: root.picked ? Theme.accent : root.today ? Theme.selected : root.hovered && root.enabled ? Theme.hover : Theme.clear
            border.width: root.activeFocus ? Theme.focusLine : 0
            border.color: root.picked ? Theme.text : Theme.accent
        }
    }
}
