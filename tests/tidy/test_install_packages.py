#!/usr/bin/env python3
"""install-packages.sh against a made-up machine: apt-get, dpkg-query, sudo and id are small scripts."""
import os, pathlib, shutil, subprocess, sys, tempfile, unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = "# comment\ng++\ncmake # why\n\nlibstore-dev/debby-backports 4\n\n[checks]\nlinter\n\n[sounds]\nwhistle\n\n[colours]\nbrush\n"
SOURCES = """Types: deb
URIs: mirror://one
Suites: other
Components: main

Types: deb
URIs: mirror://two
Suites: debby debby-updates
Components: main
Signed-By:
 -----BEGIN KEY-----
 abc
 -----END KEY-----
"""


class Machine:
    """A folder with an apt of its own. `installed` is a file "state name version" a line."""

    def __init__(self, root: pathlib.Path):
        self.root, self.bin = root, root / "bin"
        self.bin.mkdir()
        (root / "build-aux/packages").mkdir(parents=True)
        (root / "sources.list.d").mkdir()
        shutil.copy(ROOT / "build-aux/install-packages.sh", root / "build-aux")
        (root / "build-aux/packages/debby-1.txt").write_text(LIST)
        (root / "sources.list.d/debby.sources").write_text(SOURCES)
        self.installed("ii g++ 1", "ii cmake 1", "ii libstore-dev 4.6")
        self.command("id", "echo 0")
        self.command("dpkg-query", f"cat {root}/installed; exit 1")
        self.command("apt-config", f"echo \"parts='{root}/sources.list.d/'\"")
        self.command("apt-get", f'''
            echo "$@" >>{root}/calls
            case "$*" in
              *indextargets*) echo "other mirror://one {root}/sources.list.d/debby.sources:1"
                              echo "debby mirror://two {root}/sources.list.d/debby.sources:2" ;;
              *install*) printf 'ii g++ 1\\nii cmake 1\\nii libstore-dev 4.6\\n' >{root}/installed ;;
            esac''')

    def command(self, name, body):
        path = self.bin / name
        path.write_text("#!/bin/sh\n" + body + "\n")
        path.chmod(0o755)

    def installed(self, *lines):
        (self.root / "installed").write_text("".join(line + "\n" for line in lines))

    def run(self, *arguments, **environment):
        return subprocess.run(
            [self.root / "build-aux/install-packages.sh", "--release", "debby-1", *arguments], text=True,
            stdin=subprocess.DEVNULL, capture_output=True,
            env={**os.environ, "PATH": f"{self.bin}:{os.environ['PATH']}", "KONTOR_PACKAGES": "", **environment})

    def calls(self):
        path = self.root / "calls"
        return path.read_text() if path.exists() else ""


class InstallPackages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.machine = Machine(pathlib.Path(folder.name))

    def test_nothing_missing_says_nothing_and_asks_nobody(self):
        done = self.machine.run()
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(self.machine.calls(), "")

    def test_installs_only_what_is_missing(self):
        self.machine.installed("ii g++ 1", "rc cmake 1", "ii libstore-dev 4.6")
        done = self.machine.run()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("install -y --no-install-recommends cmake\n", self.machine.calls())
        self.assertFalse((self.machine.root / "sources.list.d/kontor-backports.sources").exists())

    def test_takes_a_suite_from_the_machines_own_source(self):
        self.machine.installed("ii g++ 1", "ii cmake 1", "ii libstore-dev 3.4")  # there, and too old
        done = self.machine.run()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("libstore-dev/debby-backports", self.machine.calls())
        self.assertEqual((self.machine.root / "sources.list.d/kontor-backports.sources").read_text(),
                         "Types: deb\nURIs: mirror://two\nSuites: debby-backports\nComponents: main\n"
                         "Signed-By:\n -----BEGIN KEY-----\n abc\n -----END KEY-----\n")

    def test_keeps_the_key_of_a_one_line_source(self):
        (self.machine.root / "sources.list.d/old.list").write_text(
            "# comment\ndeb [arch=amd64 signed-by=/keys/debby.gpg] mirror://two debby main\n")
        self.machine.command("apt-get", f'''
            case "$*" in *indextargets*) echo "debby mirror://two {self.machine.root}/sources.list.d/old.list:2" ;;
            *install*) printf 'ii g++ 1\\nii cmake 1\\nii libstore-dev 4.6\\n' >{self.machine.root}/installed ;; esac''')
        self.machine.installed("ii g++ 1", "ii cmake 1")
        self.assertEqual(self.machine.run().returncode, 0)
        self.assertIn("\nSigned-By: /keys/debby.gpg\n",
                      (self.machine.root / "sources.list.d/kontor-backports.sources").read_text())

    def test_section_only_on_request(self):
        done = self.machine.run("--with", "checks")
        self.assertIn("install -y --no-install-recommends linter\n", self.machine.calls())
        self.assertNotEqual(done.returncode, 0)  # the made-up apt-get does not know it
        self.assertIn("linter", done.stderr)

    def test_several_sections(self):
        self.machine.run("--with", "checks", "--with", "sounds")
        self.assertIn("install -y --no-install-recommends linter whistle\n", self.machine.calls())

    def test_no_network(self):
        self.machine.installed()
        self.machine.command("apt-get", '''
            case "$*" in *indextargets*) echo "debby-backports mirror://two x:1" ;;
            *) echo "E: Failed to fetch mirror://two  Could not resolve host"; exit 100 ;; esac''')
        done = self.machine.run()
        self.assertEqual(done.returncode, 1)
        self.assertIn("package source cannot be reached", done.stderr)

    def test_unknown_release(self):
        done = self.machine.run("--release", "plan-9")
        self.assertEqual(done.returncode, 1)
        self.assertIn("debian-12.txt", done.stderr)
        self.assertIn("plan-9.txt", done.stderr)

    def test_without_root_or_sudo(self):
        self.machine.installed()
        self.machine.command("id", "echo 1000")
        self.machine.command("sudo", f'printf "%s " "$@" >>{self.machine.root}/sudo; exit 1')
        done = self.machine.run()
        self.assertEqual(done.returncode, 1)
        self.assertIn("As root, run:", done.stderr)
        self.assertTrue((self.machine.root / "sudo").read_text().startswith("-n -- "))  # nobody to ask
        self.assertEqual(self.machine.calls(), "")

    def test_with_sudo_asks_once(self):
        self.machine.installed("ii g++ 1", "ii libstore-dev 4.6")
        self.machine.command("id", f"[ -e {self.machine.root}/root ] && echo 0 || echo 1000")
        self.machine.command("sudo", f'echo asked >>{self.machine.root}/sudo; touch {self.machine.root}/root; shift 2; exec "$@"')
        done = self.machine.run()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.machine.root / "sudo").read_text(), "asked\n")
        self.assertIn("cmake", self.machine.calls())

    def test_can_be_told_to_leave_packages_alone(self):
        self.machine.installed()
        self.assertEqual(self.machine.run(KONTOR_PACKAGES="skip").returncode, 0)
        self.assertEqual(self.machine.calls(), "")


if __name__ == "__main__":
    if shutil.which("dpkg") is None:
        sys.exit("this test needs dpkg")
    unittest.main()
