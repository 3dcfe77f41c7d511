"""Fails when a text of the sources lacks its translation: check_translations.py LUPDATE ROOT"""
import pathlib, shutil, subprocess, sys, tempfile
import xml.etree.ElementTree as ElementTree

lupdate, root = sys.argv[1], pathlib.Path(sys.argv[2])
bad = []
with tempfile.TemporaryDirectory() as folder:
    for stored in sorted((root / "resources/translations").glob("*.ts")):
        fresh = shutil.copy(stored, folder)
        only = ["-pluralonly"] if stored.stem.endswith("_en") else []
        subprocess.run([lupdate, "-silent", *only, "-locations", "none", "-I", root,
                        root / "app", root / "qml", "-ts", fresh], check=True)
        for message in ElementTree.parse(fresh).iter("message"):
            source, translation = message.findtext("source"), message.find("translation")
            forms = translation.findall("numerusform") or [translation]
            kind = translation.get("type")
            if kind or not all(form.text for form in forms):
                bad.append(f"{stored.name}: {kind or 'empty'}: {source}")
            # A %1 that the translation lost would swallow a name.
            for place in ("%1", "%2", "%3", "%4"):
                if any((place in source) != (place in (form.text or "")) for form in forms):
                    bad.append(f"{stored.name}: {place} differs: {source}")
print("\n".join(bad))
sys.exit(bool(bad))
