# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# UNTESTED. Builds Ostiary with MSVC and vcpkg and lays everything that the installer takes into build\windows\stage.
# Needs Visual Studio 2022, CMake, Ninja, Qt 6.8 with QtHttpServer and Qt Charts (QTDIR), and vcpkg (VCPKG_ROOT).
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
& "$env:VCPKG_ROOT\vcpkg" install boost-beast curl openssl simdjson yaml-cpp prometheus-cpp mimalloc sqlite3 --triplet x64-windows
cmake -S . -B build\windows -G Ninja -DCMAKE_BUILD_TYPE=Release -DOSTIARY_TESTS=OFF -DOSTIARY_BENCH=OFF `
  "-DCMAKE_TOOLCHAIN_FILE=$env:VCPKG_ROOT\scripts\buildsystems\vcpkg.cmake" "-DCMAKE_PREFIX_PATH=$env:QTDIR"
cmake --build build\windows --target ostiary ostiaryd ostiary-sim
$stage = "build\windows\stage"
Remove-Item -Recurse -Force $stage -ErrorAction SilentlyContinue
New-Item -ItemType Directory $stage | Out-Null
Copy-Item build\windows\bin\*.exe, build\windows\bin\*.dll, LICENSE, README.md $stage
& "$env:QTDIR\bin\windeployqt" --release --no-compiler-runtime "$stage\ostiary.exe"
