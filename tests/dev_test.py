#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether each command of ./dev builds the programs that the script it ends with starts."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
HARNESS = ROOT / "tests/e2e/harness.py"
STARTED = re.compile(r"""(?:\bbin|\bbin_dir|\.bin)\s*/\s*f?["']([a-z][a-z_-]*)["']""")


def programs_of(script):
    """The programs that a script and the helpers it uses start; those of the harness only as far as it uses them."""
    text = script.read_text()
    found = set(STARTED.findall(text))
    if "Gateway(" in text:
        found.add("ostiaryd")
    if "Sim(" in text:
        found.add("ostiary-sim")
    return found


def commands():
    """The blocks of the script's `case`, by name."""
    body = (ROOT / "dev").read_text().split("case ", 1)[1]
    return dict(re.findall(r"\n  ([a-z]+)\)\n(.*?)\n    ;;", body, re.S))


class Commands(unittest.TestCase):
    def test_what_a_script_starts_is_built_before(self):
        seen = set()
        for name, block in commands().items():
            built = re.findall(r"(?:configure_and_build|cmake --build --preset) (\S+)([^\n>]*)", block)
            for script, preset in re.findall(r"python3 (tests/\S+\.py) --bin build/(\S+)/bin", block):
                targets = next(rest.split() for built_preset, rest in built if built_preset == preset)
                wanted = programs_of(ROOT / script)
                self.assertTrue(wanted, f"{script} starts nothing?")
                if targets:  # none: all are built
                    self.assertLessEqual(wanted, set(targets), f"./dev {name} does not build all that {script} starts")
                seen.add(script)
        self.assertGreaterEqual(seen, {"tests/console/screenshots.py", "tests/bench/bench.py"})

    def test_every_command_is_explained(self):
        explained = set(re.findall(r"^\./dev ([a-z]+)", (ROOT / "dev").read_text(), re.M))
        self.assertEqual(set(commands()), explained)


if __name__ == "__main__":
    unittest.main()
