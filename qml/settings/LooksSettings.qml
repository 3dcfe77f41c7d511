import QtQuick
import QtQuick.Layouts
import Kontor.App
import Kontor.Ui

// Language, colours, text size, motion: each takes effect at once.
ColumnLayout {
    id: root
    required property Appearance appearance

    spacing: Theme.grid

    SectionLabel {
        Layout.topMargin: Theme.grid * 6
        Layout.bottomMargin: Theme.grid
        text: qsTr("Language")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.grid * 2
        ChoiceButton {
            objectName: "languageSystem"
            text: qsTr("As the system")
            chosen: root.appearance.language === Appearance.System
            onActivated: root.appearance.language = Appearance.System
        }
        // A language is called what its speakers call it.
        ChoiceButton {
            objectName: "german"
            text: qsTr("Deutsch")
            chosen: root.appearance.language === Appearance.German
            onActivated: root.appearance.language = Appearance.German
        }
        ChoiceButton {
            objectName: "english"
            text: qsTr("English")
            chosen: root.appearance.language === Appearance.English
            onActivated: root.appearance.language = Appearance.English
        }
    }

    SectionLabel {
        Layout.topMargin: Theme.grid * 6
        Layout.bottomMargin: Theme.grid
        text: qsTr("Colours")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.grid * 2
        ChoiceButton {
            objectName: "schemeSystem"
            text: qsTr("As the system")
            chosen: root.appearance.scheme === Appearance.System
            onActivated: root.appearance.scheme = Appearance.System
        }
        ChoiceButton {
            objectName: "light"
            text: qsTr("Light")
            chosen: root.appearance.scheme === Appearance.Light
            onActivated: root.appearance.scheme = Appearance.Light
        }
        ChoiceButton {
            objectName: "dark"
            text: qsTr("Dark")
            chosen: root.appearance.scheme === Appearance.Dark
            onActivated: root.appearance.scheme = Appearance.Dark
        }
    }

    SectionLabel {
        Layout.topMargin: Theme.grid * 6
        Layout.bottomMargin: Theme.grid
        text: qsTr("Text size")
    }
    RowLayout {
        spacing: Theme.grid * 2
        IconButton {
            objectName: "shrink"
            enabled: root.appearance.canShrink
            name: qsTr("Smaller text")
            iconName: "minus"
            onActivated: root.appearance.shrink()
        }
        UiText {
            objectName: "textPercent"
            Layout.minimumWidth: Theme.grown(48)
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("%1 %").arg(root.appearance.textPercent)
            Accessible.ignored: false
        }
        IconButton {
            objectName: "grow"
            enabled: root.appearance.canGrow
            name: qsTr("Larger text")
            iconName: "plus"
            onActivated: root.appearance.grow()
        }
    }
    Toggle {
        objectName: "calm"
        Layout.fillWidth: true
        Layout.topMargin: Theme.grid * 3
        text: qsTr("Reduce motion")
        on: root.appearance.chosenCalm
        onActivated: root.appearance.chosenCalm = !root.appearance.chosenCalm
    }
}
