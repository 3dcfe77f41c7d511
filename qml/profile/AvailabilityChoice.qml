import Kontor.App
import Kontor.Ui

// One of what `profile.availability` can be.
ChoiceButton {
    id: root
    required property ProfileViewModel profile
    required property int means

    chosen: profile.availability === means
    onActivated: profile.availability = means
}
