; SPDX-FileCopyrightText: 2026 The Ostiary authors
; SPDX-License-Identifier: GPL-3.0-or-later
;
; UNTESTED. makensis -DVERSION=0.1.0 -DSTAGE=build\windows\stage installer\windows\ostiary.nsi
; installer\windows\stage.ps1 makes the stage. What stands between the code and Windows: the edge waits with epoll on Linux
; and with QSocketNotifier elsewhere, and app\signals.cpp and the sockets in server\io are POSIX.
Unicode true
!include MUI2.nsh
!ifndef VERSION
  !error "give -DVERSION="
!endif
!ifndef STAGE
  !error "give -DSTAGE="
!endif
Name "Ostiary"
OutFile "Ostiary-${VERSION}-setup.exe"
InstallDir "$PROGRAMFILES64\Ostiary"
InstallDirRegKey HKLM "Software\Ostiary" "InstallDir"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Ostiary"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\ostiary.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

Section "Ostiary"
  SetOutPath "$INSTDIR"
  File /r "${STAGE}\*.*"
  CreateShortcut "$SMPROGRAMS\Ostiary.lnk" "$INSTDIR\ostiary.exe"
  WriteRegStr HKLM "Software\Ostiary" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "${KEY}" "DisplayName" "Ostiary"
  WriteRegStr HKLM "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${KEY}" "Publisher" "The Ostiary authors"
  WriteRegStr HKLM "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKLM "${KEY}" "NoModify" 1
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

; Data of the gateway stay where they are: keys and ledger are not the program's to delete.
Section "Uninstall"
  Delete "$SMPROGRAMS\Ostiary.lnk"
  RMDir /r "$INSTDIR"
  DeleteRegKey HKLM "${KEY}"
  DeleteRegKey HKLM "Software\Ostiary"
SectionEnd
