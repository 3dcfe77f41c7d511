import QtQuick
import Kontor.Ui

// What stands in the last line of a bubble: what is left of its life, whether it was changed, when
// it was said, and how far it has come. Placed by bindings: a bubble is as large as it says at once.
Item {
    id: root
    required property string life
    required property string time
    required property string delivery
    property string edited

    // Not by `visible`: that of a row in the list's pool is false.
    readonly property real afterLife: life.length > 0 ? lifeSign.implicitWidth + Theme.grid : 0
    readonly property real afterEdited: afterLife + (edited.length > 0 ? editedWords.implicitWidth + Theme.grid : 0)

    objectName: "foot"
    width: afterEdited + moment.implicitWidth + (delivery.length > 0 ? sign.width + Theme.grid : 0)
    height: Math.max(moment.implicitHeight, delivery.length > 0 ? sign.height : 0)

    LifeSign {
        id: lifeSign
        anchors.verticalCenter: parent.verticalCenter
        life: root.life
    }
    UiText {
        id: editedWords
        x: root.afterLife
        anchors.verticalCenter: parent.verticalCenter
        visible: root.edited.length > 0
        //: edited; the time of day follows
        text: qsTr("%1 ·").arg(root.edited)
        color: Theme.muted
        font.pixelSize: Theme.timeSize
    }
    UiText {
        id: moment
        x: root.afterEdited
        anchors.verticalCenter: parent.verticalCenter
        text: root.time
        color: Theme.muted
        font.pixelSize: Theme.timeSize
    }
    Icon {
        id: sign
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: root.delivery.length > 0
        name: root.delivery
        colour: root.delivery === "failed" ? Theme.danger : root.delivery === "read" ? Theme.accent : Theme.muted
        size: Theme.grown(15)
    }
}
