"""A sound server of a test's own, with virtual microphones and ears: what is played into somebody's mouth her window
hears as her microphone; what her window plays is what she hears."""
import array, contextlib, math, os, subprocess, time, wave
import walk  # noqa: F401 (the way to the stories' helpers)
from voice_call import RATE


SPEECH = 16000  # samples a second: enough for a voice
LONGEST_WALK = 900  # seconds


def speech(path, frequency):
    """Syllables of one tone: a steady one would be taken for noise and suppressed."""
    second = array.array("h", (int(9000 * ((i / SPEECH * 3) % 1 < 0.55) * math.sin(2 * math.pi * frequency * i / SPEECH))
                               for i in range(SPEECH)))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1), out.setsampwidth(2), out.setframerate(SPEECH)
        out.writeframes(second.tobytes() * LONGEST_WALK)
    return path


class Sound:
    def __init__(self, folder):
        self.folder = folder / "sound"
        self.folder.mkdir(mode=0o700)
        self.environment = {**os.environ, "PULSE_RUNTIME_PATH": str(self.folder), "HOME": str(self.folder),
                            "PULSE_SERVER": f"unix:{self.folder}/native"}
        self.playing = []

    def start(self, *people):
        modules = [f"module-native-protocol-unix auth-anonymous=1 socket={self.folder}/native"]
        for who in people:
            modules += [f"module-null-sink sink_name={who}_mouth rate={RATE}",
                        f"module-remap-source master={who}_mouth.monitor source_name={who}_microphone",
                        f"module-null-sink sink_name={who}_ear rate={RATE}"]
        command = ["setpriv", "--pdeathsig", "KILL", "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
        for module in modules:
            command += ["-L", module]
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen(command, env=self.environment, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 30
        while subprocess.run(["pactl", "info"], env=self.environment, capture_output=True).returncode:
            assert time.monotonic() < deadline and self.process.poll() is None, "PulseAudio starts"
            time.sleep(0.05)
        self.control("set-default-source", f"{people[0]}_microphone")
        self.control("set-default-sink", f"{people[0]}_ear")
        return self

    def stop(self):
        for process in (*self.playing, self.process):
            process.kill()
            process.wait()
        self.log.close()

    def control(self, *words):
        return subprocess.run(["pactl", *words], env=self.environment, check=True, capture_output=True, text=True).stdout

    def of(self, who):
        """What a window's environment says of whose ears and mouth it has."""
        return {"PULSE_SERVER": self.environment["PULSE_SERVER"], "PULSE_SOURCE": f"{who}_microphone", "PULSE_SINK": f"{who}_ear"}

    def says(self, who, frequency):
        file = speech(self.folder / f"{who}.wav", frequency)
        self.playing.append(subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "paplay", "--device", f"{who}_mouth", file],
                                             env=self.environment))

    def heard_by(self, who, seconds=2):
        """The next seconds in somebody's ear, one channel."""
        file = self.folder / f"{who}-heard.wav"
        recording = subprocess.Popen(["parecord", f"--device={who}_ear.monitor", "--file-format=wav", "--channels=1", f"--rate={RATE}", file],
                                     env=self.environment)
        with contextlib.suppress(subprocess.TimeoutExpired):
            recording.wait(seconds)
        recording.terminate()
        recording.wait()
        with wave.open(str(file), "rb") as sound:
            return array.array("h", sound.readframes(sound.getnframes()))

    def unplug(self, who):
        for line in self.control("list", "short", "modules").splitlines():
            if f"source_name={who}_microphone" in line:
                self.control("unload-module", line.split()[0])
