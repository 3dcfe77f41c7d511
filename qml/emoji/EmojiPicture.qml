import QtQuick
import Kontor.Ui

// An emoji as a picture: many of them at once do not hold up the window.
Image {
    id: root
    required property string sign

    source: sign.length > 0 ? "image://emoji/" + Theme.text.toString().slice(-6) + "/" + encodeURIComponent(sign) : ""
    sourceSize.width: Theme.emojiSize
    sourceSize.height: Theme.emojiSize
    width: Theme.emojiSize
    height: Theme.emojiSize
    asynchronous: true
}
