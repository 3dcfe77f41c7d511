import QtQuick

// Says a sentence to screen readers. Qt before 6.8 cannot announce; a name that changes is read out.
// It keeps none: what was said may be gone from everywhere else soon.
Item {
    id: root

    function say(sentence: string) {
        root.Accessible.name = sentence;
        said.restart();
    }

    width: 1
    height: 1
    Accessible.role: Accessible.AlertMessage
    Accessible.name: ""

    Timer {
        id: said
        interval: 3000
        onTriggered: root.Accessible.name = ""
    }
}
