import Kontor.App
import Kontor.Ui

// One of what `profile.end` can be.
ChoiceButton {
    id: root
    required property ProfileViewModel profile
    required property int means

    chosen: profile.end === means
    onActivated: profile.end = means
}
