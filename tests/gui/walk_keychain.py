"""walk_keychain.py: a new profile's key goes into a keychain that runs (GNOME Keyring). Later that one
is busy, gone, and back: the window says so, and nothing is lost."""
import signal, subprocess
from driver import within
from walk import check, need, say, story, walk

PASSWORD = b"swordfish\n"


class Keychain:
    """On the session bus of this walk, where nothing starts by itself."""

    process = None

    def start(self):
        # setpriv: it must not outlive a walk that is killed
        self.process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
                                        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.process.stdin.write(PASSWORD)
        self.process.stdin.close()
        within(20, self._serves, "the keychain on its bus")

    def _serves(self):
        """Unlocked, which it becomes a moment after it is there."""
        asked = subprocess.run(["dbus-send", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets/collection/login",
                                "org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection", "string:Locked"],
                               capture_output=True, text=True)
        return "boolean false" in asked.stdout

    def stop(self):
        self.process.kill()
        self.process.wait()


def in_the_keychain(w, anna):
    t = w.t
    anna.press(t("Settings"))
    anna.focus(t("Larger text"), None)
    anna.key("End")  # the page is longer than the window
    anna.shows(t("Your messages are stored encrypted. The key lies in the keychain of this computer."))
    check((anna.profile / "key.slot").exists() and not (anna.profile / "key.file").exists(), "and no key lies in the profile")
    w.picture(anna, "settings")
    anna.press(t("Close settings"))


def tell():
    need("gnome-keyring-daemon", "keychain")
    with walk("keychain") as w:
        t = w.t
        keychain = Keychain()
        try:
            keychain.start()
            w.person("olga", "Olga Owner")
            anna = w.window("anna", w.it.server.invite("Anna")).appear()
            anna.press(t("Get started"))
            anna.press(t("New conversation"))
            anna.press(t("Notes to myself"))
            anna.write(t("Note to myself"), "Remember the milk", enter=True)
            anna.message("Remember the milk")
            in_the_keychain(w, anna)
            say("the key of a new profile lies in the keychain")

            anna.close()
            anna.start().appear().message("Remember the milk")
            anna.close()
            say("and is found there at the next start")

            keychain.process.send_signal(signal.SIGSTOP)
            anna.start().appear().shows(t("Your messages are being opened. If the keychain of this computer asks for its password, please enter it."))
            w.picture(anna, "busy")
            keychain.process.send_signal(signal.SIGCONT)
            anna.message("Remember the milk")
            anna.close()
            say("a keychain that takes its time does not hold up the window")

            keychain.stop()
            sentence = t("The keychain of this computer did not give out the key to your messages. They are all still there: "
                         "start or unlock the keychain, then try again.")
            anna.start().appear().shows(sentence)
            w.picture(anna, "gone")
            anna.press(t("Try again"))
            anna.shows(sentence)
            keychain.start()
            anna.press(t("Try again"))
            anna.message("Remember the milk")
            in_the_keychain(w, anna)
            say("a keychain that is gone is said, and when it is back nothing is lost")
        finally:
            keychain.stop()


if __name__ == "__main__":
    story(tell)
