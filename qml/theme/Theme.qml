pragma Singleton
import QtQuick
import Kontor.App

// Every colour and size of the windows. `scale` is the text size that the person chose; what holds
// text grows with it, gaps and lines do not.
QtObject {
    property bool dark: false
    property real scale: 1
    property bool calm: false
    // How people's words are drawn.
    readonly property TextDrawing letters: TextDrawing {}

    readonly property color background: dark ? "#121618" : "#f3f4f2"
    readonly property color side: dark ? "#171c1e" : "#fafaf8"
    readonly property color card: dark ? "#1e2527" : "#ffffff"
    readonly property color otherBubble: dark ? "#20282b" : "#ffffff"
    readonly property color ownBubble: dark ? "#174043" : "#d9ecea"
    readonly property color line: dark ? "#2a3235" : "#e3e5e1"
    readonly property color hover: dark ? "#1f2628" : "#eceeea"
    readonly property color selected: dark ? "#1b3436" : "#dcebea"
    readonly property color text: dark ? "#e6eaea" : "#1b2224"
    readonly property color muted: dark ? "#93a0a3" : "#687276"
    readonly property color accent: dark ? "#4fb3b3" : "#0e6a6e"
    readonly property color accentText: dark ? "#06201f" : "#ffffff"
    readonly property color accentHover: dark ? "#66c2c2" : "#0b5a5d"
    readonly property color amber: dark ? "#f0b357" : "#b86e00"
    readonly property color amberGround: dark ? "#3a2c12" : "#fdf1dc"
    readonly property color danger: dark ? "#f2857c" : "#b3261e"
    readonly property color dangerText: dark ? "#2b0805" : "#ffffff"
    readonly property color good: dark ? "#7ac79a" : "#2e7d4f"
    readonly property color avatarText: "#ffffff"
    readonly property color notesAvatar: dark ? "#4d585c" : "#566064"
    // A call looks the same in both themes.
    readonly property color callGround: "#10201f"
    readonly property color callPanel: "#1c2f2d"
    readonly property color callControl: "#2a3a39"
    readonly property color callText: "#eef5f4"
    readonly property color callMuted: "#a9c2c0"
    readonly property color callGood: "#7ac79a"
    readonly property color callHangUp: "#c5372d"
    readonly property color callAccept: "#2e7d4f"
    // So do pictures: their signs, and what is around one that fills the window.
    readonly property color pictureGround: "#b3101416"
    readonly property color pictureText: "#ffffff"
    readonly property color viewerGround: "#f20c1011"
    readonly property color viewerDanger: "#f2857c"
    readonly property color clear: "transparent"
    readonly property color scrim: dark ? "#99000000" : "#59121618"

    readonly property int textSize: Math.round(14 * scale)
    readonly property int textLine: Math.round(20 * scale)
    readonly property int secondarySize: Math.round(13 * scale)
    readonly property int secondaryLine: Math.round(18 * scale)
    readonly property int labelSize: Math.round(12 * scale)
    readonly property int labelLine: Math.round(16 * scale)
    readonly property int timeSize: Math.round(11 * scale)
    readonly property int titleSize: Math.round(16 * scale)
    readonly property int titleLine: Math.round(22 * scale)
    readonly property int welcomeSize: Math.round(22 * scale)
    readonly property int welcomeLine: Math.round(30 * scale)

    readonly property int grid: 4
    readonly property int emojiSize: Math.round(26 * scale)
    readonly property int emojiCell: grown(34)
    readonly property int largeEmojiSize: Math.round(40 * scale)
    readonly property int largeEmojiLine: Math.round(52 * scale)
    readonly property int pickerWidth: grown(330)
    readonly property int pickerHeight: grown(408)
    readonly property int row: grown(56)
    readonly property int smallRow: grown(40)
    readonly property int header: grown(56)
    readonly property int dayPill: grown(24)
    readonly property int control: grown(34)
    readonly property int field: grown(40)
    readonly property int icon: grown(20)
    readonly property int smallIcon: grown(16)
    readonly property int avatarSmall: 28
    readonly property int avatar: 40
    readonly property int avatarLarge: 72
    readonly property int callAvatar: 112
    readonly property int callButton: grown(52)
    readonly property int callCard: Math.round(400 * Math.max(1, Math.min(scale, 1.4)))
    readonly property int sideWidth: Math.round(300 * Math.max(1, Math.min(scale, 1.4)))
    readonly property int panelWidth: Math.round(268 * Math.max(1, Math.min(scale, 1.4)))
    readonly property int pageWidth: Math.round(560 * Math.max(1, Math.min(scale, 1.4)))
    readonly property int formWidth: Math.round(322 * Math.max(1, Math.min(scale, 1.4)))
    readonly property int dialogWidth: Math.round(360 * Math.max(1, Math.min(scale, 1.4)))
    readonly property int bubbleWidth: Math.round(520 * Math.max(1, scale))
    readonly property int pictureSide: 320
    readonly property int pictureLeast: 96
    readonly property int viewerSide: 4096
    readonly property int onePane: 720 // below: one pane at a time
    readonly property int threePanes: sideWidth + panelWidth + 420 // below: the panel covers the timeline
    readonly property int bubbleRadius: 14
    readonly property int rowRadius: 10
    readonly property int controlRadius: 8
    readonly property int hairline: 1
    readonly property int focusLine: 2
    readonly property int motion: calm ? 0 : 150

    function grown(size: int): int {
        return Math.round(size * Math.max(1, scale));
    }
    function avatarColour(index: int): color {
        return ["#a8401f", "#3565ad", "#6b4fa0", "#6f6414", "#0e6a6e", "#84541f", "#a03f6b", "#2e7d4f"][index];
    }
    function senderColour(index: int): color {
        return dark ? ["#f0917a", "#8fb4ee", "#b9a3ea", "#d6c66a", "#4fb3b3", "#d9a877", "#e79abf", "#7ac79a"][index] : avatarColour(index);
    }
}
