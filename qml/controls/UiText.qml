import QtQuick
import Kontor.Ui

Text {
    color: Theme.text
    font.pixelSize: Theme.textSize
    textFormat: Text.PlainText
    linkColor: Theme.accent
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: true // most texts are said by the control or row around them
}
