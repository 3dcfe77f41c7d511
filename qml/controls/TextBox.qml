import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.App
import Kontor.Ui

// A label, and a few lines to type into; more of them scroll. Tab leads on.
ColumnLayout {
    id: root
    required property string label
    property alias text: edit.text
    property int lines: 4
    signal edited(string text)

    function activate() {
        edit.forceActiveFocus();
    }

    spacing: Theme.grid * 1.5

    UiText {
        text: root.label
        color: Theme.muted
        font.pixelSize: Theme.labelSize
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: root.lines * Theme.textLine + Theme.grid * 5
        radius: Theme.controlRadius
        color: Theme.card
        border.width: edit.activeFocus ? Theme.focusLine : Theme.hairline
        border.color: edit.activeFocus ? Theme.accent : Theme.line

        Flickable {
            id: scroll
            anchors.fill: parent
            anchors.margins: Theme.grid * 2.5
            anchors.leftMargin: Theme.grid * 3.5
            anchors.rightMargin: Theme.grid * 3.5
            contentWidth: width
            contentHeight: edit.contentHeight
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            T.TextArea {
                id: edit
                function keepCursorVisible() {
                    const y = cursorRectangle.y;
                    if (y < scroll.contentY)
                        scroll.contentY = y;
                    else if (y + cursorRectangle.height > scroll.contentY + scroll.height)
                        scroll.contentY = y + cursorRectangle.height - scroll.height;
                }

                objectName: root.objectName + "Input"
                width: scroll.width
                height: Math.max(contentHeight, scroll.height)
                padding: 0
                color: Theme.text
                selectionColor: Theme.accent
                selectedTextColor: Theme.accentText
                font: Theme.letters.font(Theme.textSize)
                wrapMode: TextEdit.Wrap
                textFormat: TextEdit.PlainText
                selectByMouse: true
                onTextChanged: root.edited(text)
                onCursorRectangleChanged: keepCursorVisible()
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                Accessible.name: root.label
                Accessible.onPressAction: root.activate()

                DocumentLines {
                    document: edit.textDocument
                    lineHeight: Theme.textLine
                }
            }
        }
    }
}
