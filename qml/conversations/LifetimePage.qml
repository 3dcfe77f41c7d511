pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// How long messages live that are written from now on.
FocusScope {
    id: root
    required property ConversationViewModel conversation
    signal closed

    Keys.onEscapePressed: closed()

    ColumnLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("Disappear after")
            onBackWanted: root.closed()
        }
        Repeater {
            model: root.conversation.lifetimes
            ActionRow {
                id: choice
                required property int index
                required text
                required chosen

                objectName: "lifetime" + index
                Layout.fillWidth: true
                Layout.leftMargin: Theme.grid * 3
                Layout.rightMargin: Theme.grid * 3
                implicitHeight: Theme.smallRow
                focus: chosen
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: chosen
                onActivated: {
                    root.conversation.setLifetime(index);
                    root.closed();
                }
                contentItem: RowLayout {
                    UiText {
                        Layout.fillWidth: true
                        text: choice.text
                        elide: Text.ElideRight
                    }
                    Icon {
                        visible: choice.chosen
                        name: "check"
                        colour: Theme.muted
                        size: Theme.smallIcon
                    }
                }
            }
        }
        UiText {
            objectName: "lifetimeBound"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.grid * 5
            Layout.rightMargin: Theme.grid * 5
            Layout.topMargin: Theme.grid * 5
            visible: text !== ""
            text: root.conversation.lifetimes.bound
            color: Theme.muted
            font.pixelSize: Theme.labelSize
            wrapMode: Text.Wrap
            Accessible.ignored: false
        }
        UiText {
            Layout.fillWidth: true
            Layout.margins: Theme.grid * 5
            text: root.conversation.lifetimes.bound === "" ? qsTr("For messages that are written from now on. Older messages keep their time.") : qsTr("What you choose is for messages that are written from now on.")
            color: Theme.muted
            font.pixelSize: Theme.labelSize
            wrapMode: Text.Wrap
            Accessible.ignored: false
        }
    }
}
