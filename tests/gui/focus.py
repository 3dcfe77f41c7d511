"""Which control has the focus. A window tells it as it moves, so that nobody reads the whole tree after each Tab."""
import pyatspi
from gi.repository import GLib

HELD = (pyatspi.STATE_FOCUSED, pyatspi.STATE_SHOWING)


class Focus:
    """What each process told last."""

    def __init__(self):
        self._last = {}
        pyatspi.Registry.registerEventListener(self._note, "object:state-changed:focused")

    def _note(self, event):
        if not event.detail1 or event.source is None:
            return
        try:
            self._last[event.source.get_process_id()] = event.source
        except GLib.Error:
            pass

    def of(self, process):
        """None: nothing was told, or it holds no more."""
        while GLib.MainContext.default().iteration(False):
            pass
        node = self._last.get(process)
        if node is None:
            return None
        try:
            states = node.getState()
        except GLib.Error:  # it is gone
            return None
        return node if all(states.contains(state) for state in HELD) else None
