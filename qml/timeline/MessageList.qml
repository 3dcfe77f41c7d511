import QtQuick
import Qt.labs.qmlmodels
import Kontor.App
import Kontor.Ui

// The rows of the timeline: newest at the bottom, each kind with its own delegate.
ListView {
    id: root
    property bool avatars: false // in groups
    property Application caller: null // calls back
    signal linkActivated(string link)
    signal againWanted(real id)
    signal discardWanted(real id)
    signal voted(real id, int option)
    signal closingWanted(real id)

    clip: true
    verticalLayoutDirection: ListView.BottomToTop
    reuseItems: true
    cacheBuffer: height / 2
    boundsBehavior: Flickable.StopAtBounds
    highlightFollowsCurrentItem: false
    keyNavigationEnabled: false
    activeFocusOnTab: true
    currentIndex: -1
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Messages")

    delegate: DelegateChooser {
        role: "kind"
        DelegateChoice {
            roleValue: "own"
            OwnBubble {}
        }
        DelegateChoice {
            roleValue: "other"
            OtherBubble {}
        }
        DelegateChoice {
            roleValue: "poll"
            PollRow {}
        }
        DelegateChoice {
            roleValue: "call"
            CallLine {}
        }
        DelegateChoice {
            roleValue: "notice"
            Notice {}
        }
    }
}
