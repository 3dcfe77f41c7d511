import QtQuick
import Kontor.Ui

// To whom one writes, while there is nothing.
UiText {
    required property TextEdit edit
    required property bool notes
    required property string title

    height: Theme.textLine
    verticalAlignment: Text.AlignVCenter
    visible: edit.length === 0 && edit.preeditText.length === 0
    elide: Text.ElideRight
    words: notes ? qsTr("Note to myself") : qsTr("Message to %1").arg(title)
    color: Theme.muted
}
