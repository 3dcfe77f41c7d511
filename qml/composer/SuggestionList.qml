pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// What is offered, above the words that are being typed. The keyboard stays there.
Rectangle {
    id: root
    required property App.CompletionModel completion
    required property string name
    property real room: 0 // above the composer

    width: Theme.formWidth
    height: Math.min(list.contentHeight, Math.floor(room / Theme.smallRow) * Theme.smallRow) + 2 * Theme.grid
    visible: completion.shown
    radius: Theme.bubbleRadius
    color: Theme.card
    border.width: Theme.hairline
    border.color: Theme.line
    Accessible.role: Accessible.PopupMenu
    Accessible.name: root.name

    // Presses beside the rows do not fall through to the timeline.
    MouseArea {
        anchors.fill: parent
    }
    ListView {
        id: list
        objectName: "suggestions"
        anchors.fill: parent
        anchors.margins: Theme.grid
        model: root.completion
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: false
        currentIndex: root.completion.current
        onCurrentIndexChanged: positionViewAtIndex(currentIndex, ListView.Contain)

        delegate: T.AbstractButton {
            id: row
            required property int index
            required property string sign
            required property string name
            required property string code
            required property string initials
            required property int colour
            required property string owner
            readonly property bool current: ListView.isCurrentItem

            function activate() {
                root.completion.accept(index);
            }

            objectName: "suggestion" + index
            width: ListView.view ? ListView.view.width : 0
            height: Theme.smallRow
            hoverEnabled: true
            focusPolicy: Qt.NoFocus
            onClicked: activate()
            Accessible.role: Accessible.MenuItem
            Accessible.name: name
            Accessible.description: code
            Accessible.selected: current
            Accessible.onPressAction: activate()

            background: Rectangle {
                radius: Theme.rowRadius
                color: row.current ? Theme.selected : row.hovered ? Theme.hover : Theme.clear
            }
            EmojiPicture {
                id: picture
                x: Theme.grid * 2
                anchors.verticalCenter: parent.verticalCenter
                visible: row.sign.length > 0
                sign: row.sign
            }
            Avatar {
                x: Theme.grid * 2
                anchors.verticalCenter: parent.verticalCenter
                visible: row.sign.length === 0
                size: picture.width
                initials: row.initials
                colour: row.colour
                owner: row.owner
            }
            UiText {
                id: words
                anchors.left: picture.right
                anchors.leftMargin: Theme.grid * 3
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, parent.width - picture.width - Theme.grid * 7)
                words: row.name
                elide: Text.ElideRight
            }
            UiText {
                anchors.left: words.right
                anchors.leftMargin: Theme.grid * 2
                anchors.right: parent.right
                anchors.rightMargin: Theme.grid * 2
                anchors.verticalCenter: parent.verticalCenter
                horizontalAlignment: Text.AlignRight
                text: row.code
                color: Theme.muted
                font.pixelSize: Theme.labelSize
                elide: Text.ElideRight
            }
        }
    }
}
