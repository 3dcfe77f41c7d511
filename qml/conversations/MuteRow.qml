import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// Whether the open conversation makes itself heard; pressed, it offers for how long not to.
ActionRow {
    id: root
    required property MuteViewModel mute

    function choose() {
        if (!menu.item)
            menu.setSource("MuteMenu.qml", {
                parent: root,
                mute: root.mute
            });
        (menu.item as MuteMenu).open();
    }

    implicitHeight: mute.muted ? Theme.row : Theme.smallRow
    indent: Theme.grid * 1.5
    text: qsTr("Notifications")
    spoken: qsTr("%1: %2", "setting: value").arg(text).arg(mute.standing)
    onActivated: choose()

    contentItem: GridLayout {
        columns: root.mute.muted ? 1 : 2 // until when is too long to stand beside it
        columnSpacing: Theme.grid * 2
        rowSpacing: 0
        UiText {
            text: root.text
            elide: Text.ElideRight
        }
        UiText {
            objectName: "muteStanding"
            Layout.fillWidth: true
            text: root.mute.standing
            color: Theme.muted
            font.pixelSize: Theme.labelSize
            horizontalAlignment: root.mute.muted ? Text.AlignLeft : Text.AlignRight
            elide: Text.ElideRight
        }
    }

    Loader {
        id: menu
        onLoaded: {
            const popup = item as MuteMenu;
            popup.y = root.height;
            popup.closed.connect(() => root.forceActiveFocus(Qt.PopupFocusReason));
        }
    }
}
