"""A desktop that shows notifications and tray icons to nobody, and writes down what it was told: started as a
program it serves both on the session bus; Desktop is whoever asks it."""
import json, subprocess, sys

AMBER = (0xF0, 0xB3, 0x57)  # the dot on the tray icon


class Desktop:
    """The program, from the test's side: one question a line, one answer a line."""

    def __enter__(self):
        # setpriv: it must not outlive a walk that is killed
        self.process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", sys.executable, __file__], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.ask("shown") == []
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def ask(self, what, *arguments):
        print(json.dumps([what, *arguments]), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def shown(self):
        """[{"id", "title", "text", "hints", "actions"}] as a person would see them now."""
        return self.ask("shown")

    def calls(self):
        """All that was asked for, in order: ["Notify", id, replaced id, title, text] or ["Close", id]."""
        return self.ask("calls")

    def tray(self):
        """{"tip", "marked", "menu": [labels]} of the tray's one icon; none: there is no icon."""
        return self.ask("tray")


NOTIFICATIONS, WATCHER, ITEM, MENU = "org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"
INTERFACES = f"""<node><interface name="{NOTIFICATIONS}">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal><signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface><interface name="{WATCHER}">
<method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
<property name="IsStatusNotifierHostRegistered" type="b" access="read"/><property name="ProtocolVersion" type="i" access="read"/>
<property name="RegisteredStatusNotifierItems" type="as" access="read"/><signal name="StatusNotifierHostRegistered"/>
</interface></node>"""


class Served:
    """The other side: org.freedesktop.Notifications always, a tray while it is open."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.notifications, self.watcher = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces
        self.last, self.shown, self.told, self.items, self.tray_object = 0, {}, [], [], None
        self.bus.register_object("/org/freedesktop/Notifications", self.notifications, self.notified, None, None)
        self.own(NOTIFICATIONS)

    # ---- Names and calls
    def own(self, name):
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName", "(su)", name, 0)

    def call(self, service, path, interface, method, signature="()", *arguments):
        answer = self.bus.call_sync(service, path, interface, method, GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, 5000, None)
        return answer.unpack()

    def emit(self, path, interface, signal, signature="()", *arguments):
        self.bus.emit_signal(None, path, interface, signal, GLib.Variant(signature, arguments))

    def emit_notification(self, signal, signature, *arguments):
        self.emit("/org/freedesktop/Notifications", NOTIFICATIONS, signal, signature, *arguments)

    # ---- Notifications
    def notified(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        answer = getattr(self, method)(*parameters.unpack())
        invocation.return_value(answer)

    def GetCapabilities(self):
        return GLib.Variant("(as)", (["actions", "body", "body-markup"],))

    def GetServerInformation(self):
        return GLib.Variant("(ssss)", ("desktop.py", "Kontor", "1", "1.2"))

    def Notify(self, _name, replaces, _icon, title, text, actions, hints, _timeout):
        number = replaces
        if replaces not in self.shown:
            self.last = number = self.last + 1
        self.shown[number] = {"id": number, "title": title, "text": text, "actions": actions, "hints": hints}
        self.told.append(["Notify", number, replaces, title, text])
        return GLib.Variant("(u)", (number,))

    def CloseNotification(self, number):
        self.told.append(["Close", number])
        self.gone(number, 3)

    def gone(self, number, reason):
        if self.shown.pop(number, None):
            self.emit_notification("NotificationClosed", "(uu)", number, reason)

    # ---- Tray
    def registered(self, _bus, sender, _path, _interface, _method, parameters, invocation):
        service, = parameters.unpack()
        self.items.append((sender, service if service.startswith("/") else "/StatusNotifierItem"))
        invocation.return_value(None)

    def property_of_tray(self, _bus, _sender, _path, _interface, name):
        return {"IsStatusNotifierHostRegistered": GLib.Variant("b", True), "ProtocolVersion": GLib.Variant("i", 0),
                "RegisteredStatusNotifierItems": GLib.Variant("as", [path for _, path in self.items])}[name]

    def open_tray(self):
        self.tray_object = self.bus.register_object("/StatusNotifierWatcher", self.watcher, self.registered, self.property_of_tray, None)
        self.own(WATCHER)
        self.emit("/StatusNotifierWatcher", WATCHER, "StatusNotifierHostRegistered")

    def close_tray(self):
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReleaseName", "(s)", WATCHER)
        self.bus.unregister_object(self.tray_object)
        self.items.clear()

    def of_item(self, name):
        return self.call(*self.items[-1], "org.freedesktop.DBus.Properties", "Get", "(ss)", ITEM, name)[0]

    def menu(self):
        """The labels of the icon's menu, and the number of each."""
        _, (_, _, entries) = self.call(self.items[-1][0], self.of_item("Menu"), MENU, "GetLayout", "(iias)", 0, -1, [])
        return {values["label"].replace("_", ""): number for number, values, _ in entries}

    def icon(self):
        if not self.items:
            return None
        _, _, data = max(self.of_item("IconPixmap"), key=lambda picture: picture[0])
        amber = sum(tuple(data[at + 1:at + 4]) == AMBER for at in range(0, len(data), 4))
        return {"tip": self.of_item("ToolTip")[2], "marked": amber > 10, "menu": list(self.menu())}

    # ---- Questions
    def answer(self, what, *arguments):
        if what == "shown":
            return list(self.shown.values())
        if what == "calls":
            return self.told
        if what == "tray":
            return self.icon()
        if what == "click":
            self.emit_notification("ActionInvoked", "(us)", arguments[0], "default")
            self.gone(arguments[0], 2)
        if what == "open tray":
            self.open_tray()
        if what == "close tray":
            self.close_tray()
        if what == "press tray":
            self.call(*self.items[-1], ITEM, "Activate", "(ii)", 0, 0)
        if what == "press in menu":
            self.call(self.items[-1][0], self.of_item("Menu"), MENU, "Event", "(isvu)", self.menu()[arguments[0]], "clicked", GLib.Variant("s", ""), 0)
        return True

    def hear(self, source, _condition):
        line = source.readline()
        if not line:
            loop.quit()
            return False
        try:
            said = self.answer(*json.loads(line))
        except (GLib.Error, LookupError):  # the program is on its way in or out
            said = None
        print(json.dumps(said), flush=True)
        return True


if __name__ == "__main__":
    from gi.repository import Gio, GLib
    loop = GLib.MainLoop()
    served = Served()
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, served.hear)
    loop.run()
