#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""ostiaryd is a service: it must not need a graphical library."""
import subprocess
import sys

from harness import arguments

options, _ = arguments()
output = subprocess.run(["ldd", str(options.bin / "ostiaryd")], capture_output=True, text=True, check=True).stdout
print(output)
graphical = [line for line in output.splitlines() if any(name in line for name in ("Qt6Gui", "Qt6Widgets", "libX11", "libxcb", "libGL"))]
sys.exit(1 if graphical or "Qt6Core" not in output else 0)
