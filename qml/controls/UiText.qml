import QtQuick
import Kontor.Ui

Text {
    // What people wrote, with its emoji in colour. Words of the interface are given as `text`.
    property string words

    text: Theme.letters.drawn(words)
    color: Theme.text
    font.pixelSize: Theme.textSize
    textFormat: Text.PlainText
    linkColor: Theme.accent
    Accessible.role: Accessible.StaticText
    Accessible.name: words || text
    Accessible.ignored: true // most texts are said by the control or row around them
}
