import QtQuick
import Kontor.Ui

Rectangle {
    required property int index
    property bool lit: false

    width: Theme.grid * 1.5
    height: width
    radius: width / 2
    color: Theme.muted
    opacity: lit ? 1 : 0.35
}
