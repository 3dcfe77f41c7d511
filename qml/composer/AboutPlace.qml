import QtQuick
import Kontor.App as App

// Where it says what the words answer or change, made when they do. Then one writes.
Loader {
    id: root
    required property App.ComposerViewModel composer
    readonly property bool wanted: composer.about !== App.ComposerViewModel.Nothing
    signal writingWanted

    height: active && item ? (item as Item).implicitHeight : 0
    active: wanted
    onActiveChanged: if (active)
        setSource("ComposerAbout.qml", {
            composer: composer
        })
    onWantedChanged: writingWanted()
}
