import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// A call as long as one looks at it: who, how long, how safe, and what can be done.
FocusScope {
    id: root
    required property CallViewModel call
    signal hidden

    readonly property bool over: call.stage === CallViewModel.Over

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Call with %1").arg(call.name)
    Keys.onEscapePressed: over ? call.dismiss() : hidden()

    Rectangle {
        anchors.fill: parent
        color: Theme.callGround
    }
    MouseArea { // what lies below is not reached
        anchors.fill: parent
        hoverEnabled: true
        onWheel: wheel => wheel.accepted = true
    }
    IconButton {
        objectName: "hideCall"
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.margins: Theme.grid * 3
        visible: !root.over
        name: qsTr("Back to the messages")
        iconName: "back"
        ink: Theme.callText
        hoverGround: Theme.callControl
        onActivated: root.hidden()
    }
    ColumnLayout {
        anchors.top: parent.top
        anchors.topMargin: Math.max(Theme.grid * 12, parent.height * 0.1)
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - Theme.grid * 8, Theme.pageWidth)
        spacing: Theme.grid * 3

        Avatar {
            Layout.alignment: Qt.AlignHCenter
            initials: root.call.initials
            colour: root.call.colour
            owner: root.call.owner
            size: Theme.callAvatar
        }
        UiText {
            objectName: "callName"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            words: root.call.name
            color: Theme.callText
            elide: Text.ElideRight
            font.pixelSize: Theme.welcomeSize
            font.weight: Font.DemiBold
            Accessible.ignored: false
        }
        UiText {
            objectName: "callStatus"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            words: root.call.status
            color: root.call.warning ? Theme.callText : Theme.callMuted
            wrapMode: Text.Wrap
            lineHeight: Theme.textLine
            lineHeightMode: Text.FixedHeight
            Accessible.ignored: false
        }
        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.grid * 5
            Layout.maximumWidth: parent.width
            visible: root.call.words.length > 0
            implicitWidth: Math.max(safety.implicitWidth, words.implicitWidth) + Theme.grid * 8
            implicitHeight: safety.implicitHeight + words.implicitHeight + Theme.grid * 5
            radius: Theme.controlRadius
            color: Theme.callPanel

            Column {
                anchors.centerIn: parent
                width: parent.width - Theme.grid * 4
                spacing: Theme.grid
                UiText {
                    id: safety
                    objectName: "callSafety"
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: root.call.safety
                    color: root.call.verified ? Theme.callGood : Theme.callMuted
                    font.pixelSize: Theme.secondarySize
                    elide: Text.ElideRight
                    Accessible.ignored: false
                }
                UiText {
                    id: words
                    objectName: "callWords"
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: root.call.words
                    color: Theme.callText
                    elide: Text.ElideRight
                    Accessible.ignored: false
                    Accessible.description: qsTr("Read them to each other: the same words on both sides mean that nobody listens in.")
                }
            }
        }
        UiText {
            Layout.fillWidth: true
            visible: root.call.words.length > 0
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Read them to each other: the same words on both sides mean that nobody listens in.")
            color: Theme.callMuted
            font.pixelSize: Theme.labelSize
            wrapMode: Text.Wrap
        }
    }
    RowLayout {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.grid * 10
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.grid * 5

        RoundButton {
            objectName: "mute"
            visible: !root.over
            pressedIn: root.call.muted
            name: root.call.muted ? qsTr("Switch the microphone on") : qsTr("Switch the microphone off")
            iconName: root.call.muted ? "microphone_off" : "microphone"
            onActivated: root.call.toggleMute()
        }
        RoundButton {
            objectName: "hangUp"
            visible: !root.over
            focus: true
            ground: Theme.callHangUp
            name: qsTr("Hang up")
            iconName: "hang_up"
            onActivated: root.call.hangUp()
        }
        RoundButton {
            objectName: "dismissCall"
            visible: root.over
            name: qsTr("Close")
            iconName: "close"
            onActivated: root.call.dismiss()
        }
    }
}
