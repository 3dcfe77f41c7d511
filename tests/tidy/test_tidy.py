#!/usr/bin/env python3
"""Plants each fault that tidy.py must find into a small clean project, one at a time."""
import pathlib, subprocess, sys, tempfile, unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "build-aux"))
import tidy


def word(*letters):
    """A banned word, put together so that this file does not hold it."""
    return "".join(letters)


CLEAN = {
    "core/CMakeLists.txt": "kontor_library(core SOURCES send_queue.h send_queue.cpp)\n",
    "core/send_queue.h": '#pragma once\n#include "base/result.h"\n\nnamespace kontor {\nResult<void> send(int count);\n} // namespace kontor\n',
    "core/send_queue.cpp": '#include "core/send_queue.h"\n\nnamespace kontor {\n\nResult<void> send(int count) {\n    return {};\n}\n\n} // namespace kontor\n',
    "qml/CMakeLists.txt": "qt_add_qml_module(ui QML_FILES Main.qml theme/Theme.qml)\n",
    "qml/Main.qml": 'Item {\n    text: qsTr("Hello")\n    color: Theme.accent\n}\n',
    "qml/theme/Theme.qml": 'QtObject {\n    property color accent: "#0e6a6e"\n}\n',
}
CPP, H, MAIN = "core/send_queue.cpp", "core/send_queue.h", "qml/Main.qml"
LONG = "\n".join(f"    count += {i};" for i in range(71))
DATA = "\n".join(f"    row(\"{i}\");" for i in range(71))

# (what to call it, file, text put at its end, part of the sentence that must come)
FAULTS = [
    ("lower knows higher", CPP, '#include "app/application.h"\n', "core may not include app"),
    ("client knows server", CPP, '#include "server/session.h"\n', "core may not include server"),
    ("test of no room", "tests/core/tst_x.cpp", '#include "core/send_queue.h"\n', None),
    ("Qt in crypto", "crypto/aead.cpp", "#include <QByteArray>\n", "crypto compiles without Qt"),
    ("Qt in protocol", "protocol/frame.h", "#pragma once\n#include <QString>\n", "protocol compiles without Qt"),
    ("console output", CPP, 'void f() { qWarning("x"); }\n', "base/log"),
    ("console output of a program", "tools/cli.cpp", 'void f() { std::cout << "x"; }\n', None),
    ("SQL in core", CPP, 'auto q = "SELECT a FROM b";\n', "SQL lives in"),
    ("SQL in a server session", "server/session.cpp", 'auto q = "DELETE FROM b";\n', "SQL lives in"),
    ("SQL where it belongs", "storage/message_store.cpp", 'auto q = "SELECT a FROM b";\n', None),
    ("SQL where it belongs, server", "server/log/sqlite/store.cpp", 'auto q = "SELECT a FROM b";\n', None),
    ("SQL file in core", "core/a.sql", "-- a\n", "SQL lives in"),
    ("SELECT *", "storage/message_store.cpp", 'auto q = "SELECT * FROM b";\n', "list the columns"),
    ("table that is not strict", "storage/migrations/0001_a.sql", "CREATE TABLE a (\n  id INTEGER NOT NULL\n);\n", "STRICT"),
    ("strict table", "storage/migrations/0001_a.sql", "CREATE TABLE a (\n  id INTEGER NOT NULL DEFAULT (1)\n) STRICT;\n", None),
    ("strict table without rowid", "storage/migrations/0001_a.sql", "CREATE TABLE a (id INTEGER) STRICT, WITHOUT ROWID;\n", None),
    ("index that keeps words", "storage/migrations/0001_a.sql", "-- contentless_delete=1\n", "keeps erased words"),
    ("clock", CPP, "auto t = std::chrono::steady_clock::now();\n", "Clock and Timers"),
    ("Qt timer", CPP, "QTimer timer;\n", "Clock and Timers"),
    ("clock in its place", "base/clock.cpp", "auto t = std::chrono::steady_clock::now();\n", None),
    ("queued call", CPP, "QMetaObject::invokeMethod(a, b);\n", "base/mailbox"),
    ("singleton", CPP, "auto& c = Client::instance();\n", "singleton"),
    ("exception", CPP, "void f() { throw 1; }\n", "Result<T>"),
    ("word in a comment", CPP, "// the functions below never throw\n", None),
    ("Qt6::Sql", "core/CMakeLists.txt", "target_link_libraries(core PUBLIC Qt6::Sql)\n", "SQLCipher"),
    ("download", "core/CMakeLists.txt", "include(FetchContent)\n", "downloaded"),
    ("variable-time compare", "crypto/aead.cpp", "int x = memcmp(a, b, 3);\n", "constant-time"),
    ("guessable random", CPP, "std::mt19937 random;\n", "crypto/random"),
    ("QCoro awaiter", CPP, "auto x = qCoro(timer);\n", "QCoro's awaiters"),
    ("?: around co_await", CPP, "auto x = c ? co_await a() : b;\n", "g++ 12"),
    ("?: as argument", CPP, "co_await f(c ? x : y);\n", "g++ 12"),
    ("braces as argument", CPP, "co_await f({1, 2});\n", "g++ 12"),
    ("capturing coroutine", CPP, "co_await [t]() -> Task<int> { co_return t; }();\n", "g++ 12"),
    ("plain co_await", CPP, "auto x = co_await append(request);\n", None),
    ("coroutine with a reference", H, "Task<Result<int>> append(const Draft& draft);\n", "take values"),
    ("coroutine with values", H, "Task<Result<int>> append(Draft draft, Seq seq);\n", None),
    ("no pragma once", "core/a.h", "int a();\n", "#pragma once"),
    ("using in a header", H, "using namespace std;\n", "using namespace"),
    ("raw delete", CPP, "void f() { delete thing; }\n", "unique_ptr"),
    ("deleted function", H, "struct A { A(const A&) = delete; };\n", None),
    ("bool parameter", H, "Result<void> open(Path path, bool readOnly);\n", "bool parameters"),
    ("bool parameter of a private helper", H, "class A {\nprivate:\n    void add(int a, bool b);\n};\n", None),
    ("signal", H, "void darkChanged(bool dark);\n", None),
    ("setter", H, "void setMuted(bool muted);\n", None),
    ("long function", CPP, f"void f(int count) {{\n{LONG}\n}}\n", "71 lines in one function"),
    ("long method in a class", CPP, "class A {\n    void f(int count) {\n" + LONG.replace("    ", "        ") + "\n    }\n};\n", "71 lines in one function"),
    ("long table of a data-driven test", "tests/core/tst_x.cpp", f"void A::f_data() {{\n{DATA}\n}}\n", None),
    ("two functions", CPP, "void f(int count) {\n" + LONG[:900] + "\n}\n\nvoid g() {\n" + LONG[:900] + "\n}\n", None),
    ("long file", CPP, "int a;\n" * 800, "two ideas"),
    ("long component", MAIN, "// a\n" * 200, "two ideas"),
    ("sleeping test", "tests/core/tst_x.cpp", "QTest::qWait(500);\n", "inject the clock"),
    ("skipped test", "tests/core/tst_x.cpp", 'QSKIP("later");\n', "proves nothing"),
    ("colour in QML", MAIN, 'Rectangle { color: "#ff0000" }\n', "Theme.qml"),
    ("named colour in QML", MAIN, 'Rectangle { color: "white" }\n', "Theme.qml"),
    ("no colour", MAIN, 'Rectangle { color: "transparent" }\n', None),
    ("size in QML", MAIN, "Text { font.pixelSize: 14 }\n", "Theme.qml"),
    ("untranslated text", MAIN, '    text: "Hello"\n', "qsTr"),
    ("untranslated name", MAIN, '    Accessible.name: open ? "Close" : qsTr("Open")\n', "qsTr"),
    ("translated text", MAIN, '    text: kind === "direct" ? qsTr("Direct (%1)").arg(n) : ""\n', None),
    ("name of a language", MAIN, '    text: "Deutsch"\n', None),
    ("untyped property", MAIN, "property var x\n", "typed properties"),
    ("clock in QML", MAIN, "x: new Date()\n", "typed properties"),
    ("property like a handler", MAIN, "    property color onAccent\n", "signal handler"),
    ("newer Qt", MAIN, "font.families: []\n", "not in Qt 6.4"),
    ("Bound with sourceComponent", MAIN, "pragma ComponentBehavior: Bound\nLoader { sourceComponent: x }\n", "Bound breaks"),
    ("unfinished", CPP, f"// {word('TO', 'DO')} later\n", "finish it"),
    ("unfinished, said politely", "README.md", f"This is not {word('imple', 'mented')}.\n", "finish it"),
    ("package host", "README.md", f"See http://deb.{word('deb', 'ian')}.org/x\n", "no host"),
    ("path of one machine", "README.md", f"It lies in /{word('ho', 'me')}/anna/kontor.\n", "no path"),
    ("demo name in a program", CPP, 'auto name = "Anna";\n', "demo name"),
    ("demo name in an example", H, '/// "Anna" becomes `anna`\n', None),
    ("blanks at the end", CPP, "int a; \n", "blanks"),
    ("tab", CPP, "\tint a;\n", "no tabs"),
    ("no end of line", CPP, "int a;", "no end"),
    ("allowed with a reason", CPP, "QTimer t; // tidy: allow the one clock of this program\n", None),
    ("allowed without a reason", CPP, "// tidy: allow\n", "says why"),
    ("bad file name", "core/SendQueue.cpp", "", "snake_case"),
    ("bad component name", "qml/bubble.qml", "", "PascalCase"),
]


class Tidy(unittest.TestCase):
    def check(self, files):
        with tempfile.TemporaryDirectory() as folder:
            names = " ".join(name for name in files if name.endswith((".cpp", ".h", ".qml")))
            for name, text in {**files, "CMakeLists.txt": f"add_library(all {names})\n"}.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            return "".join(error + "\n" for error in tidy.check(pathlib.Path(folder)))

    def test_clean(self):
        self.assertEqual(self.check(CLEAN), "")

    def test_program(self):
        for text, code in (("int a;\n", 0), ("QTimer t;\n", 1)):
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, "CMakeLists.txt").write_text("add_library(a a.cpp)\n")
                pathlib.Path(folder, "a.cpp").write_text(text)
                done = subprocess.run([sys.executable, ROOT / "build-aux/tidy.py", folder], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stdout.count("\n"), done.stderr), (code, code, ""))

    def test_faults(self):
        for name, file, text, sentence in FAULTS:
            with self.subTest(name):
                found = self.check({**CLEAN, file: CLEAN.get(file, "") + text})
                if sentence is None:
                    self.assertEqual(found, "")
                else:
                    self.assertIn(sentence, found)
                    self.assertEqual(found.count("\n"), 1, found)
                    self.assertTrue(found.startswith(file + ":"), found)

    def test_line_number(self):
        found = self.check({**CLEAN, CPP: "int a;\n\nQTimer t;\nint b;\n"})
        self.assertTrue(found.startswith(f"{CPP}:3: "), found)

    def test_file_that_is_never_compiled(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("forgotten.cpp", "int a;\n"), ("unknown.h", "#pragma once\n")):
                pathlib.Path(folder, name).write_text(text)
            pathlib.Path(folder, "tests").mkdir()
            pathlib.Path(folder, "tests/support.h").write_text("#pragma once\n")
            found = tidy.check(pathlib.Path(folder))
            self.assertEqual(found, [f"{name}:1: no CMakeLists.txt lists it: it is never compiled"
                                     for name in ("forgotten.cpp", "unknown.h")])


if __name__ == "__main__":
    unittest.main()
