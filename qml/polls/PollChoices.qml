import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// What a poll that is being written allows, and who sees what.
ColumnLayout {
    id: root
    required property App.PollEditorViewModel editor

    spacing: 0

    Toggle {
        objectName: "several"
        Layout.fillWidth: true
        text: qsTr("Several answers")
        on: root.editor.several
        onActivated: root.editor.several = !root.editor.several
    }
    Toggle {
        objectName: "third"
        Layout.fillWidth: true
        text: qsTr("Offer “if need be”")
        on: root.editor.third
        onActivated: root.editor.third = !root.editor.third
    }
    Toggle {
        objectName: "hidden"
        Layout.fillWidth: true
        text: qsTr("Result only after closing")
        on: root.editor.hidden
        onActivated: root.editor.hidden = !root.editor.hidden
    }
    UiText {
        objectName: "hiddenMeans"
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.grid
        visible: root.editor.hidden
        text: qsTr("As the author you see the answers. The others see them once you close the poll.")
        color: Theme.muted
        font.pixelSize: Theme.labelSize
        wrapMode: Text.Wrap
        Accessible.ignored: !visible
    }
    Toggle {
        objectName: "named"
        Layout.fillWidth: true
        text: qsTr("Show names")
        on: root.editor.named
        onActivated: root.editor.named = !root.editor.named
    }
}
