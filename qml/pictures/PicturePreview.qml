import QtQuick
import QtQuick.Window
import Kontor.App as App
import Kontor.Ui

// The picture that is sent next, above the words about it.
Item {
    id: root
    required property App.PictureDraftViewModel draft
    readonly property int gap: Theme.grid * 3

    function tell() {
        if (draft.picture)
            announcer.say(qsTr("Picture to be sent: %1, %2").arg(draft.name).arg(draft.about));
    }

    implicitHeight: Math.max(frame.height, about.implicitHeight) + gap * 2
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Picture to be sent")

    Announcer {
        id: announcer
    }
    Rectangle {
        id: frame
        x: Theme.grid * 3.5
        y: root.gap
        width: Theme.grid * 24
        height: Theme.grid * 18
        radius: Theme.controlRadius
        color: root.draft.busy ? Theme.hover : Theme.clear

        App.PictureItem {
            id: picture
            objectName: "previewPicture"
            anchors.fill: parent
            radius: parent.radius
            source: root.draft.picture
            onSourceChanged: root.tell()
            playing: visible && root.Window.active && !Theme.calm
            Accessible.role: Accessible.Graphic
            Accessible.name: root.draft.name
            Accessible.ignored: root.draft.busy
        }
        BusyDots {
            anchors.centerIn: parent
            visible: root.draft.busy
        }
    }
    Column {
        id: about
        anchors.left: frame.right
        anchors.leftMargin: root.gap
        anchors.right: discard.left
        anchors.rightMargin: Theme.grid
        y: root.gap
        spacing: Theme.grid / 2

        UiText {
            objectName: "previewName"
            width: parent.width
            words: root.draft.name
            font.weight: Font.DemiBold
            lineHeight: Theme.textLine
            lineHeightMode: Text.FixedHeight
            elide: Text.ElideMiddle
            Accessible.ignored: false
        }
        UiText {
            objectName: "previewAbout"
            width: parent.width
            visible: text.length > 0
            text: root.draft.about
            color: Theme.muted
            font.pixelSize: Theme.labelSize
            lineHeight: Theme.labelLine
            lineHeightMode: Text.FixedHeight
            wrapMode: Text.Wrap
            Accessible.ignored: !visible
        }
        UiText {
            objectName: "previewMore"
            width: parent.width
            visible: text.length > 0
            text: root.draft.more
            color: Theme.muted
            font.pixelSize: Theme.labelSize
            lineHeight: Theme.labelLine
            lineHeightMode: Text.FixedHeight
            elide: Text.ElideRight
            Accessible.ignored: !visible
        }
    }
    IconButton {
        id: discard
        objectName: "discardPicture"
        anchors.right: parent.right
        anchors.rightMargin: Theme.grid * 1.5
        y: Theme.grid * 1.5
        size: Theme.grown(28)
        ink: Theme.muted
        name: qsTr("Discard picture")
        iconName: "close"
        onActivated: root.draft.discard()
    }
    Divider {
        x: Theme.focusLine // the frame's, when one writes
        anchors.bottom: parent.bottom
        width: parent.width - 2 * x
    }
}
