"""test_run.py FOLDER: ./run without a display, twice, with its data in FOLDER."""
import pathlib, re, shutil, signal, socket, subprocess, sys, unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
folder = pathlib.Path(sys.argv.pop())


def run(*arguments):
    done = subprocess.run([ROOT / "run", "--headless", "--data", folder, *arguments], text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def said(output):
    return re.findall(r"^  \w+: .+$", output, re.M)


class Run(unittest.TestCase):
    def setUp(self):
        shutil.rmtree(folder, ignore_errors=True)

    def test_twice(self):
        code, first = run()
        self.assertEqual(code, 0, first)
        self.assertEqual(len(said(first)), 6, first)  # four by kontor-cli, two typed into the windows
        self.assertIn("Anna", said(first)[0])
        for person in ("anna", "bob"):
            self.assertGreater((folder / f"{person}.png").stat().st_size, 10_000)

        code, second = run()
        self.assertEqual(code, 0, second)
        self.assertEqual(said(second)[:6], said(first), second)
        self.assertEqual(len(said(second)), 8, second)
        self.assertNotIn("registered", second)  # it goes on from there: no time is lost

    def test_interrupted(self):
        """What an interrupted first run leaves does not spoil the next, and nothing keeps running."""
        process = subprocess.Popen([ROOT / "run", "--headless", "--data", folder], text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for line in process.stdout:
            if "server on 127.0.0.1" in line:
                break
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
        self.assertNotEqual(process.returncode, 0)
        port = int((folder / "port").read_text())
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), 5)
        code, output = run()
        self.assertEqual(code, 0, output)


if __name__ == "__main__":
    unittest.main()
