import QtQuick
import Kontor.Ui

// A small line of a poll's card; not there without words.
Item {
    id: root
    property string words
    property string iconName
    property color ink: Theme.muted
    property bool alarming: false

    visible: words.length > 0
    implicitHeight: text.implicitHeight

    Icon {
        id: sign
        visible: root.iconName.length > 0
        y: (Theme.labelLine - height) / 2
        name: root.iconName
        colour: root.ink
        size: Theme.grown(13)
    }
    UiText {
        id: text
        x: sign.visible ? sign.width + Theme.grid : 0
        width: root.width - x
        words: root.words
        color: root.ink
        wrapMode: Text.Wrap
        font.pixelSize: Theme.labelSize
        lineHeight: Theme.labelLine
        lineHeightMode: Text.FixedHeight
        Accessible.role: root.alarming ? Accessible.AlertMessage : Accessible.StaticText
        Accessible.ignored: !root.visible
    }
}
