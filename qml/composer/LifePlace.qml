import QtQuick
import Kontor.App as App

// Where it says that a message has a life of its own, made when it has.
Loader {
    id: root
    required property App.ComposerViewModel composer
    signal writingWanted

    height: active && item ? (item as Item).implicitHeight : 0
    active: composer.lifetimes.timed && composer.about !== App.ComposerViewModel.Edit
    onActiveChanged: {
        if (active)
            setSource("ComposerLife.qml", {
                composer: composer
            });
        writingWanted();
    }
    onLoaded: (item as ComposerLife).writingWanted.connect(root.writingWanted)
}
