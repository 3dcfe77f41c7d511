import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// Picture, name and trust of the open conversation, large.
ColumnLayout {
    id: root
    required property ConversationViewModel conversation

    spacing: 0

    Avatar {
        Layout.alignment: Qt.AlignHCenter
        initials: root.conversation.initials
        colour: root.conversation.colour
        owner: root.conversation.owner
        notes: root.conversation.notes
        availability: root.conversation.availability
        size: Theme.avatarLarge
    }
    UiText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.grid * 2
        words: root.conversation.title
        font.pixelSize: Theme.titleSize
        font.weight: Font.DemiBold
        lineHeight: Theme.titleLine
        lineHeightMode: Text.FixedHeight
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        Accessible.role: Accessible.Heading
        Accessible.ignored: false
    }
    UiText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.grid
        visible: !root.conversation.isGroup
        words: root.conversation.subtitle
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        Accessible.ignored: !visible
    }
    UiText {
        objectName: "description"
        Layout.fillWidth: true
        Layout.topMargin: Theme.grid
        visible: root.conversation.description.length > 0
        words: root.conversation.description
        color: Theme.muted
        font.pixelSize: Theme.secondarySize
        lineHeight: Theme.secondaryLine
        lineHeightMode: Text.FixedHeight
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        Accessible.ignored: !visible
    }
    UiText {
        objectName: "waiting"
        Layout.fillWidth: true
        Layout.topMargin: Theme.grid * 2
        visible: root.conversation.waiting.length > 0
        words: root.conversation.waiting
        color: Theme.muted
        font.pixelSize: Theme.labelSize
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        Accessible.ignored: !visible
    }
    EditGroupButton {
        objectName: "editGroup"
        Layout.alignment: Qt.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: implicitWidth
        Layout.topMargin: Theme.grid
        visible: root.conversation.mayEdit
        conversation: root.conversation
    }
    RowLayout {
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.grid * 3
        visible: root.conversation.isDirect
        spacing: Theme.grid * 1.5
        Icon {
            name: root.conversation.verified ? "shield" : ""
            visible: root.conversation.verified
            colour: Theme.good
            size: Theme.smallIcon
        }
        UiText {
            text: root.conversation.verified ? qsTr("Verified in person") : qsTr("Not verified")
            color: root.conversation.verified ? Theme.good : Theme.muted
            font.pixelSize: Theme.labelSize
            Accessible.ignored: !root.conversation.isDirect
        }
    }
}
