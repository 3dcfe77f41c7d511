import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// One picture in the whole window: to look closer, and to keep it as a file. Made when asked for,
// gone when closed.
T.Dialog {
    id: root
    required property App.PictureViewerModel viewer
    readonly property App.PictureCard picture: viewer.picture

    title: picture ? qsTr("Picture from %1").arg(picture.sender) : qsTr("Picture")
    parent: T.Overlay.overlay
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    modal: true
    focus: true
    closePolicy: T.Dialog.CloseOnEscape
    onClosed: {
        viewer.close();
        destroy();
    }
    onPictureChanged: if (!picture)
        close()
    onOpened: stage.forceActiveFocus(Qt.PopupFocusReason)

    background: Rectangle {
        color: Theme.viewerGround
    }
    ColumnLayout {
        width: root.availableWidth
        height: root.availableHeight
        spacing: 0

        PictureViewerBar {
            Layout.fillWidth: true
            viewer: root.viewer
            title: root.title
            larger: stage.mayGrow
            smaller: stage.mayShrink
            onZoomed: step => stage.zoomBy(step)
            onCloseWanted: root.close()
        }
        PictureStage {
            id: stage
            objectName: "stage"
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            picture: root.picture
        }
        UiText {
            objectName: "caption"
            Layout.fillWidth: true
            Layout.margins: Theme.grid * 4
            visible: words.length > 0
            words: root.picture ? root.picture.caption : ""
            color: Theme.callText
            wrapMode: Text.Wrap
            maximumLineCount: 4
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: false
        }
    }
}
