import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// The profile cannot be opened: why, and one button; where its file is damaged, also a way on.
FocusScope {
    id: root
    required property App.Application app

    function ask() {
        const dialog = question.createObject(root, {
            title: qsTr("Start afresh?"),
            sentence: qsTr("Kontor makes a new file and goes back into your groups by itself. What was written so far is not shown on this computer any more. The damaged file is kept beside the new one."),
            kind: "primary",
            action: qsTr("Start afresh")
        }) as ConfirmDialog;
        dialog.confirmed.connect(() => root.app.startAfresh());
        dialog.open();
    }

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.grid * 10, Theme.dialogWidth)
        spacing: Theme.grid * 3

        EmptyState {
            Layout.fillWidth: true
            iconName: "failed"
            sentence: root.app.openFailure
            action: qsTr("Try again")
            onActivated: root.app.openAgain()
        }
        UiText {
            Layout.fillWidth: true
            Layout.topMargin: Theme.grid * 3
            visible: root.app.damaged
            text: qsTr("If it stays damaged, you can start afresh: you keep your account and your groups.")
            color: Theme.muted
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            lineHeight: Theme.textLine
            lineHeightMode: Text.FixedHeight
            Accessible.ignored: !visible
        }
        TextButton {
            objectName: "startAfresh"
            Layout.alignment: Qt.AlignHCenter
            visible: root.app.damaged
            text: qsTr("Start afresh")
            onActivated: root.ask()
        }
    }
    Component {
        id: question
        ConfirmDialog {}
    }
}
