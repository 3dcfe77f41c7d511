import Kontor.App
import Kontor.Ui

// One of what a poll's end can be.
ChoiceButton {
    id: root
    required property PollDeadlineForm deadline
    required property int means

    chosen: deadline.end === means
    onActivated: deadline.end = means
}
