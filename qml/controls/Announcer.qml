import QtQuick

// Says a sentence to screen readers. Qt before 6.8 cannot announce; a name that changes is read out.
Item {
    id: root

    function say(sentence: string) {
        root.Accessible.name = sentence;
    }

    width: 1
    height: 1
    Accessible.role: Accessible.AlertMessage
    Accessible.name: ""
}
