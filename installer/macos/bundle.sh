#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# UNTESTED. Makes build/macos/Ostiary.app and Ostiary.dmg on macOS 13 or later. Beforehand:
#   brew install cmake ninja qt boost curl openssl@3 simdjson yaml-cpp prometheus-cpp mimalloc qtkeychain
# To hand the bundle to others set IDENTITY to a "Developer ID Application" certificate and notarise the image.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
out=build/macos
cmake -S . -B "$out" -G Ninja -DCMAKE_BUILD_TYPE=Release -DOSTIARY_TESTS=OFF -DOSTIARY_BENCH=OFF \
  -DCMAKE_PREFIX_PATH="$(brew --prefix qt);$(brew --prefix openssl@3);$(brew --prefix curl)"
cmake --build "$out" --target ostiary ostiaryd ostiary-sim
app=$out/Ostiary.app/Contents
rm -rf "$out/Ostiary.app"
mkdir -p "$app/MacOS" "$app/Resources"
cp "$out"/bin/ostiary "$out"/bin/ostiaryd "$out"/bin/ostiary-sim "$app/MacOS/"
version=$("$out/bin/ostiaryd" --version | awk '{print $2}')
sed "s/@VERSION@/$version/g" installer/macos/Info.plist.in > "$app/Info.plist"
iconset=$out/ostiary.iconset
mkdir -p "$iconset"
for size in 16 32 128 256 512; do
  rsvg-convert -w "$size" -h "$size" resources/icons/org.ostiary.Ostiary.svg > "$iconset/icon_${size}x${size}.png"
  rsvg-convert -w $((size * 2)) -h $((size * 2)) resources/icons/org.ostiary.Ostiary.svg > "$iconset/icon_${size}x${size}@2x.png"
done
iconutil -c icns -o "$app/Resources/ostiary.icns" "$iconset"
"$(brew --prefix qt)/bin/macdeployqt" "$out/Ostiary.app" -executable="$app/MacOS/ostiaryd" -executable="$app/MacOS/ostiary-sim"
[ -z "${IDENTITY:-}" ] || codesign --deep --force --options runtime --sign "$IDENTITY" "$out/Ostiary.app"
hdiutil create -volname Ostiary -srcfolder "$out/Ostiary.app" -ov -format UDZO "$out/Ostiary-$version.dmg"
