#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The icon in a real tray: the window closes into it, which is asked once, comes back from it, and it ends the application."""
import ctypes
import os
import pathlib
import shutil
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from harness import MASTER, arguments, free_port, request, skip, track  # noqa: E402

options, rest = arguments()
PARTS = ("Xvfb", "openbox", "trayer", "xdotool", "wmctrl")
WINDOW, QUESTION = "^Ostiary$", "^Keep the gateway running"


class Tray(unittest.TestCase):
    def setUp(self):
        self.folder = options.work / "tray"
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "config").mkdir(parents=True)
        self.folder.chmod(0o700)
        reading, writing = os.pipe()
        self.background("Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset", pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as number:
            display = ":" + number.readline().strip()
        self.environment = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb", OSTIARY_MASTER_KEY=MASTER, LC_ALL="C.UTF-8",
                                XDG_CONFIG_HOME=str(self.folder / "config"), XDG_RUNTIME_DIR=str(self.folder))
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        self.background("openbox", env=self.environment)
        self.until(lambda: "openbox" in self.run_tool("wmctrl", "-m").lower(), "the window manager runs")
        self.background("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", "32", env=self.environment)
        self.until(self.tray_is_owned, "there is a tray")

    def tray_is_owned(self):
        """Asks for the owner of the tray's selection (freedesktop.org, System Tray Protocol): an empty panel may not be shown at all."""
        x11 = ctypes.CDLL("libX11.so.6")
        for name, result, arguments_ in (("XOpenDisplay", ctypes.c_void_p, [ctypes.c_char_p]), ("XInternAtom", ctypes.c_ulong, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]),
                                         ("XGetSelectionOwner", ctypes.c_ulong, [ctypes.c_void_p, ctypes.c_ulong]), ("XCloseDisplay", ctypes.c_int, [ctypes.c_void_p])):
            function = getattr(x11, name)
            function.restype, function.argtypes = result, arguments_
        display = x11.XOpenDisplay(self.environment["DISPLAY"].encode())
        try:
            return x11.XGetSelectionOwner(display, x11.XInternAtom(display, b"_NET_SYSTEM_TRAY_S0", 0)) != 0
        finally:
            x11.XCloseDisplay(display)

    def background(self, *command, **more):
        process = track(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more))
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)

    def run_tool(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=20).stdout

    def windows(self, pattern, by="--name"):
        return self.run_tool("xdotool", "search", "--onlyvisible", by, pattern).split()

    def until(self, condition, what):
        deadline = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"not so after 20 s: {what}")
            time.sleep(0.05)

    def answers(self):
        try:
            return request(self.port, "GET", "/health/readiness").status == 200
        except OSError:
            return False

    def click_icon(self, button):
        icon = self.windows("trayer", "--class")
        places = dict(line.split("=") for line in self.run_tool("xdotool", "getwindowgeometry", "--shell", icon[-1]).split()) if icon else {}
        if not places:
            return  # the tray has just become empty
        x, y = int(places["X"]) + int(places["WIDTH"]) // 2, int(places["Y"]) + int(places["HEIGHT"]) // 2
        self.run_tool("xdotool", "mousemove", str(x), str(y), "click", str(button))

    def test_the_window_closes_into_the_tray_and_comes_back(self):
        self.port = free_port()
        console = track(subprocess.Popen([str(options.bin / "ostiary"), "--data-dir", str(self.folder / "data"), "--listen", f"127.0.0.1:{self.port}", "--admin-listen", "127.0.0.1:0",
                                          "--no-discovery", "--language", "en"], env=self.environment, stderr=subprocess.DEVNULL))
        self.until(lambda: self.windows(WINDOW) and self.answers(), "the window is there and the gateway answers")
        self.run_tool("wmctrl", "-c", "Ostiary")
        self.until(lambda: self.windows(QUESTION), "it is asked what closing means")
        self.run_tool("xdotool", "windowactivate", "--sync", self.windows(QUESTION)[-1], "key", "Return")
        self.until(lambda: not self.windows(WINDOW) and not self.windows(QUESTION), "the window is in the tray")
        self.assertTrue(self.answers())
        self.assertIsNone(console.poll())

        self.until(lambda: self.windows("trayer", "--class"), "the icon is in the tray")
        self.click_icon(1)
        self.until(lambda: self.windows(WINDOW), "a click on the icon brings the window back")
        self.run_tool("wmctrl", "-c", "Ostiary")
        self.until(lambda: not self.windows(WINDOW), "the second time it closes without a question")
        self.assertFalse(self.windows(QUESTION))
        self.assertTrue(self.answers())

        def quit_from_the_menu():
            if console.poll() is None and self.windows("trayer", "--class"):
                self.click_icon(3)
                self.run_tool("xdotool", "key", "Up", "Return")  # the last entry
            return console.poll() is not None
        self.until(quit_from_the_menu, "the icon's menu ends the application")
        self.assertEqual(console.returncode, 0)
        self.assertFalse(self.answers())


if __name__ == "__main__":
    missing = [part for part in PARTS if not shutil.which(part)]
    if missing:
        skip(f"{', '.join(missing)} is not here")
    unittest.main(argv=[sys.argv[0]] + rest, verbosity=2)
