import QtQuick
import Kontor.Ui

// Why the last try did not work, above the box.
UiText {
    visible: text.length > 0
    color: Theme.danger
    font.pixelSize: Theme.labelSize
    wrapMode: Text.Wrap
    Accessible.role: Accessible.AlertMessage
    Accessible.ignored: !visible
}
