import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// Above the picture that fills the window: whose it is, closer, farther, keep it, close it.
RowLayout {
    id: root
    required property App.PictureViewerModel viewer
    required property string title
    property bool larger: false
    property bool smaller: false
    signal zoomed(int step)
    signal closeWanted

    spacing: Theme.grid
    Accessible.role: Accessible.ToolBar
    Accessible.name: title

    UiText {
        Layout.fillWidth: true
        Layout.margins: Theme.grid * 4
        words: root.viewer.outcome || root.title
        color: root.viewer.failed ? Theme.viewerDanger : Theme.callText
        elide: Text.ElideRight
        Accessible.role: root.viewer.outcome ? Accessible.AlertMessage : Accessible.StaticText
        Accessible.ignored: false
    }
    PictureViewerButton {
        objectName: "zoomOut"
        name: qsTr("Smaller")
        iconName: "minus"
        enabled: root.smaller
        onActivated: root.zoomed(-1)
    }
    PictureViewerButton {
        objectName: "zoomIn"
        name: qsTr("Larger")
        iconName: "plus"
        enabled: root.larger
        onActivated: root.zoomed(1)
    }
    PictureViewerButton {
        objectName: "save"
        visible: root.viewer.picture !== null && root.viewer.picture.here
        name: qsTr("Save as …")
        iconName: "save"
        onActivated: root.viewer.save()
    }
    PictureViewerButton {
        objectName: "close"
        Layout.rightMargin: Theme.grid * 3
        name: qsTr("Close")
        iconName: "close"
        onActivated: root.closeWanted()
    }
}
