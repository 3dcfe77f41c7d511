import QtQuick
import Kontor.Ui

Image {
    required property string name
    property color colour: Theme.text
    property int size: Theme.icon

    // A '#' would begin the fragment of the address and be lost; alpha stands in front.
    source: name.length > 0 ? "image://icon/" + name + "/" + colour.toString().slice(-6) : ""
    sourceSize.width: size
    sourceSize.height: size
    width: size
    height: size
}
