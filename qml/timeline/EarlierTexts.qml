pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// What an edited message said before, oldest first.
Sheet {
    id: root
    required property App.MessageActionsViewModel actions

    title: qsTr("What it said before")
    height: Math.min(implicitContentHeight + 2 * padding, parent ? parent.height - Theme.grid * 8 : 0)
    onOpened: close.forceActiveFocus(Qt.PopupFocusReason)

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.grid * 3

        UiText {
            Layout.fillWidth: true
            text: root.title
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.ignored: false
        }
        ListView {
            id: list
            objectName: "earlierTexts"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: Math.min(contentHeight, Theme.grown(320))
            clip: true
            spacing: Theme.grid * 3
            model: root.actions.earlier
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: root.title
            delegate: Column {
                id: entry
                required property int index
                required property string modelData
                width: list.width
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData
                Accessible.description: root.actions.earlierTimes[index]
                UiText {
                    text: root.actions.earlierTimes[entry.index]
                    color: Theme.muted
                    font.pixelSize: Theme.labelSize
                }
                UiText {
                    width: parent.width
                    words: entry.modelData
                    wrapMode: Text.Wrap
                    lineHeight: Theme.textLine
                    lineHeightMode: Text.FixedHeight
                }
            }
        }
        TextButton {
            id: close
            objectName: "closeEarlier"
            Layout.alignment: Qt.AlignRight
            text: qsTr("Close")
            onActivated: root.close()
        }
    }
}
