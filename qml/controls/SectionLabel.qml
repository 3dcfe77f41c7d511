import QtQuick
import QtQuick.Layouts
import Kontor.Ui

UiText {
    Layout.fillWidth: true
    color: Theme.muted
    font.pixelSize: Theme.labelSize
    font.weight: Font.DemiBold
    wrapMode: Text.Wrap
    Accessible.role: Accessible.Heading
    Accessible.ignored: false
}
