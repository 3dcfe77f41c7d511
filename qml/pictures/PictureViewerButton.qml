import Kontor.Ui

IconButton {
    ink: Theme.callText
    hoverGround: Theme.callControl
}
