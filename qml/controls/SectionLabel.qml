import QtQuick
import Kontor.Ui

UiText {
    color: Theme.muted
    font.pixelSize: Theme.labelSize
    font.weight: Font.DemiBold
    Accessible.role: Accessible.Heading
    Accessible.ignored: false
}
