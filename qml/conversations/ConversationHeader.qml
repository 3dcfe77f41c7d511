import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

Rectangle {
    id: root
    required property ConversationViewModel conversation
    property bool backShown: false
    property bool panelShown: false
    property bool callShown: false
    signal backWanted
    signal panelWanted
    signal callWanted

    implicitHeight: Theme.header
    color: Theme.side

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: root.backShown ? Theme.grid * 1.5 : Theme.grid * 4
        anchors.rightMargin: Theme.grid * 4
        spacing: Theme.grid * 3

        IconButton {
            objectName: "back"
            visible: root.backShown
            Layout.rightMargin: -Theme.grid * 1.5
            name: qsTr("Back")
            iconName: "back"
            onActivated: root.backWanted()
        }
        Avatar {
            initials: root.conversation.initials
            colour: root.conversation.colour
            owner: root.conversation.owner
            notes: root.conversation.notes
            availability: root.conversation.availability
            Accessible.role: Accessible.StaticText
            Accessible.name: root.conversation.availabilityWords
            Accessible.ignored: root.conversation.availabilityWords.length === 0
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.grid / 2

            RowLayout {
                spacing: Theme.grid * 1.5
                UiText {
                    objectName: "conversationTitle"
                    Layout.fillWidth: true
                    Layout.maximumWidth: Math.ceil(implicitWidth)
                    elide: Text.ElideRight
                    words: root.conversation.title
                    font.weight: Font.DemiBold
                    Accessible.role: Accessible.Heading
                    Accessible.ignored: false
                }
                Icon {
                    visible: root.conversation.verified
                    name: "shield"
                    colour: Theme.good
                    size: Theme.smallIcon
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("Verified")
                }
            }
            UiText {
                Layout.fillWidth: true
                elide: Text.ElideRight
                visible: text.length > 0
                objectName: "subtitle"
                words: root.conversation.subtitle
                color: root.conversation.typing ? Theme.accent : Theme.muted
                font.pixelSize: Theme.labelSize
                Accessible.ignored: false
            }
        }
        IconButton {
            objectName: "call"
            visible: root.callShown
            name: qsTr("Call %1").arg(root.conversation.title)
            iconName: "phone"
            onActivated: root.callWanted()
        }
        IconButton {
            objectName: "panel"
            chosen: root.panelShown
            name: root.panelShown ? qsTr("Hide details") : qsTr("Show details")
            iconName: "panel"
            onActivated: root.panelWanted()
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
