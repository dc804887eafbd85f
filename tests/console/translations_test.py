#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of the console has a finished translation in each language, with its placeholders and one manner of ellipses, and none is
left over; the reasons that have texts are in the documents."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

ROOT = pathlib.Path(__file__).resolve().parents[2]
LUPDATE = shutil.which("lupdate", path="/usr/lib/qt6/bin") or shutil.which("lupdate6")


def messages(file):
    for context in tree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            comment = message.findtext("comment") or ""
            yield (context.findtext("name"), message.findtext("source"), comment), message


def main():
    if not LUPDATE:
        print("SKIPPED: lupdate is not here")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder) / "fresh.ts"
        subprocess.run([LUPDATE, "-silent", "-I", str(ROOT), "-locations", "none", *(str(ROOT / d) for d in ("ui", "models", "app")), "-ts", str(fresh)],
                       check=True, capture_output=True)
        wanted = {key for key, _ in messages(fresh)}
    assert len(wanted) > 100, "lupdate found too little"
    wrong = []
    documented = (ROOT / "docs" / "admin-api.md").read_text()
    reasons = re.findall(r'Reason::\w+, "(\w+)"', (ROOT / "models" / "domain" / "reason.cpp").read_text())
    assert len(reasons) > 30, "no reasons found"
    wrong += [f"docs/admin-api.md does not list {reason}" for reason in reasons if f"`{reason}`" not in documented]
    for file in sorted((ROOT / "translations").glob("*.ts")):
        found = dict(messages(file))
        wrong += [f"{file.name}: not there: {key}" for key in sorted(wanted - found.keys())]
        wrong += [f"{file.name}: no longer used: {key}" for key in sorted(found.keys() - wanted)]
        for key, message in found.items():
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            if translation.get("type") == "unfinished" or not all(forms):
                wrong.append(f"{file.name}: unfinished: {key}")
            wrong += [f"{file.name}: an ellipsis is one sign, and without a blank before it at the end of words: {text}"
                      for text in (key[1], *forms) if re.search(r"\.\.\.|[^,\s]\s\u2026(?!\s)", text)]
            places = sorted(re.findall(r"%(?:\d|n)", key[1]))
            wrong += [f"{file.name}: other placeholders: {key}" for form in forms if sorted(re.findall(r"%(?:\d|n)", form)) != places]
    print("\n".join(wrong) or f"{len(wanted)} texts, all there")
    sys.exit(1 if wrong else 0)


main()
