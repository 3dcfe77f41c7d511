import QtQuick
import Kontor.App as App
import Kontor.Ui

// What is done to polls of the timeline; table and editor are made when somebody wants them.
Item {
    id: root
    required property App.Application app
    property bool writable: false
    signal closed

    function vote(id: real, option: int) {
        app.timeline.vote(id, option);
    }
    function comment(id: real, words: string) {
        app.timeline.comment(id, words);
    }
    function close(id: real) {
        app.timeline.closePoll(id);
    }
    function reopen(id: real) {
        app.timeline.reopenPoll(id);
    }
    function remind(id: real) {
        app.timeline.remindSilent(id);
    }
    function openTable(id: real) {
        app.pollTable.open(id);
        matrix.setSource("PollMatrix.qml", {
            table: app.pollTable,
            copyable: writable
        });
        (matrix.item as PollMatrix).open();
    }
    function askAgain(id: real) {
        app.timeline.askAgain(id);
        write();
    }
    function write() {
        form.setSource("PollEditor.qml", {
            editor: app.pollEditor
        });
        (form.item as PollEditor).open();
    }

    Loader {
        id: matrix
        onLoaded: {
            const shown = item as PollMatrix;
            shown.copyWanted.connect(root.write);
            shown.closed.connect(() => {
                if (!matrix)
                    return; // the window itself goes
                root.app.pollTable.close();
                matrix.source = "";
                root.closed();
            });
        }
    }
    Loader {
        id: form
        onLoaded: (item as PollEditor).closed.connect(() => {
            if (!form)
                return;
            form.source = "";
            root.closed();
        })
    }
}
