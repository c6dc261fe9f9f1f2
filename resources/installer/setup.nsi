; Setup of Tiến Độ: for one user, without an administrator, without a network.
; Made by tools/installer/setup_file.py, which gives VERSION, OUTPUT, ICON, BANNER, SIZE_KB and LISTS.
;   TienDo-<version>-setup.exe [/S] [/LANG=en] [/PORTABLE] [/D=folder]
; Exit codes: 0 done, 1 called off, 2 failed, 3 the program is running, 4 a newer version is there,
; 5 a copy for a stick was to be laid over the installed program, or no folder was named for it.

Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
!ifdef QUICK ; for trying an update: big, but made in a moment
  SetCompress off
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 32
!endif
SetDateSave off
SetOverwrite on
AllowSkipFiles off ; a program with files of two versions must not come about

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include x64.nsh

!define KEY "Software\TienDo"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\TienDo"
!define CLASS "TienDo.Register"
!define SHORTCUT "Tiến Độ.lnk"
!define MARKER "portable.txt" ; app/paths.py looks for it
!define PORTABLE_DATA "du-lieu" ; likewise
!define DATA "$LOCALAPPDATA\TienDo"
!define USUAL "$LOCALAPPDATA\Programs\TienDo"
!define LICENCE_LIST "READ-ME-FIRST.txt" ; a folder of licences that has it is the setup's own
!define ERROR_RUNNING 3
!define ERROR_NEWER 4
!define ERROR_PORTABLE 5

Name "Tiến Độ"
OutFile "${OUTPUT}"
InstallDir "${USUAL}"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
BrandingText "Tiến Độ ${VERSION}"

Var Portable ; 1: copy the program for a USB stick, leave the machine alone
Var Update   ; 1: this user has the program already
Var Old      ; where it lies, or ""
Var Folder   ; that is looked at for a program that runs
Var Opening  ; how to open it, for the last page
Var Register ; where the register lies, likewise

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_ABORTWARNING
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(TEXT_FOLDER)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\TienDo.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(TEXT_RUN)"
!define MUI_FINISHPAGE_TEXT "$(TEXT_FINISH)"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE RefuseChosenFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese" ; the first one is the one that is used
!insertmacro MUI_LANGUAGE "English"

!macro TEXT NAME VIETNAMESE ENGLISH
  !define ${NAME}_VI "${VIETNAMESE}"
  !define ${NAME}_EN "${ENGLISH}"
  LangString ${NAME} ${LANG_VIETNAMESE} "${VIETNAMESE}"
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
!macroend
!insertmacro TEXT TEXT_FOLDER \
  "Chương trình được cài cho riêng bạn, không cần quyền quản trị và không cần mạng. Thông thường chỉ cần bấm “Cài đặt”." \
  "The program is installed for you alone; no administrator and no network is needed. Usually just press Install."
!insertmacro TEXT TEXT_RUN "Mở Tiến Độ ngay" "Open Tiến Độ now"
!insertmacro TEXT TEXT_FINISH \
  "Tiến Độ ${VERSION} đã sẵn sàng. $Opening$\r$\n$\r$\nSổ nhiệm vụ nằm ở:$\r$\n$Register" \
  "Tiến Độ ${VERSION} is ready. $Opening$\r$\n$\r$\nThe register lies in:$\r$\n$Register"
!insertmacro TEXT TEXT_BY_ICON \
  "Mở bằng biểu tượng “Tiến Độ” trên màn hình hoặc trong menu Start." \
  "Open it by its icon on the desktop or in the Start menu."
!insertmacro TEXT TEXT_BY_FILE \
  "Mở bằng tệp TienDo.exe trong thư mục vừa chọn." "Open it by TienDo.exe in the folder that was chosen."
!insertmacro TEXT TEXT_RUNNING \
  "Tiến Độ đang chạy nên chưa cài hoặc gỡ được.$\r$\n$\r$\nHãy đóng mọi cửa sổ Tiến Độ rồi bấm “Thử lại” (Retry). Sổ nhiệm vụ không bị ảnh hưởng." \
  "Tiến Độ is running, so it can be neither installed nor removed now.$\r$\n$\r$\nPlease close all its windows, then press Retry. The register is not touched."
!insertmacro TEXT TEXT_NEWER \
  "Máy này đang có bản mới hơn. Không cài bản cũ ${VERSION} đè lên, vì bản cũ không mở được sổ của bản mới.$\r$\n$\r$\nMuốn dùng bản cũ, hãy gỡ bản đang có trước." \
  "A newer version is installed. The older ${VERSION} is not put over it, for it could not open the newer register.$\r$\n$\r$\nTo use the older one, remove the newer one first."
!insertmacro TEXT TEXT_PORTABLE \
  "Tiến Độ đã được cài trên máy này ở:$\r$\n$INSTDIR$\r$\n$\r$\nKhông chép bản chạy từ USB đè lên đó, vì sổ đang dùng sẽ không hiện nữa. Hãy chọn một thư mục khác, ví dụ trên USB: /PORTABLE /D=E:\TienDo" \
  "Tiến Độ is installed on this machine in:$\r$\n$INSTDIR$\r$\n$\r$\nA copy for a stick is not laid over it, for the register in use would no longer be shown. Choose another folder, on the stick for instance: /PORTABLE /D=E:\TienDo"
!insertmacro TEXT TEXT_NEWER_THERE \
  "Thư mục $INSTDIR đang có bản mới hơn. Không chép bản cũ ${VERSION} đè lên, vì bản cũ không mở được sổ của bản mới.$\r$\n$\r$\nMuốn dùng bản cũ, hãy chọn một thư mục khác." \
  "$INSTDIR holds a newer version. The older ${VERSION} is not put over it, for it could not open the newer register.$\r$\n$\r$\nTo use the older one, choose another folder."
!insertmacro TEXT TEXT_NO_STICK \
  "Bản chạy từ USB không đặt được vào thư mục dành cho bản cài trên máy:$\r$\n$INSTDIR$\r$\n$\r$\nHãy ghi rõ thư mục trên USB ở cuối dòng lệnh, ví dụ: /PORTABLE /D=E:\TienDo" \
  "A copy for a stick cannot go into the folder of the installed program:$\r$\n$INSTDIR$\r$\n$\r$\nName the folder on the stick at the end of the line, for instance: /PORTABLE /D=E:\TienDo"
!insertmacro TEXT TEXT_WINDOWS "Cần Windows 10 hoặc 11, loại 64 bit." "Windows 10 or 11 with 64 bits is needed."
!insertmacro TEXT TEXT_REMOVE_DATA \
  "Đã gỡ chương trình. Sổ nhiệm vụ, bản sao lưu và thiết lập vẫn còn ở:$\r$\n${DATA}$\r$\n$\r$\nXóa luôn cả sổ? Chọn “Không” (No) để giữ sổ." \
  "The program is removed. Register, backups and settings are still in:$\r$\n${DATA}$\r$\n$\r$\nDelete the register too? Choose No to keep it."
!insertmacro TEXT TEXT_REALLY \
  "Mọi nhiệm vụ, kết quả và bản sao lưu trong thư mục này sẽ mất hẳn:$\r$\n${DATA}$\r$\n$\r$\nBạn chắc chắn muốn xóa?" \
  "Every task, result and backup in this folder will be lost for good:$\r$\n${DATA}$\r$\n$\r$\nDelete it?"
!insertmacro TEXT TEXT_REGISTER "Sổ Tiến Độ" "Tiến Độ register"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
!macro INFORMATION LANGUAGE DESCRIPTION
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "Tiến Độ"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "Tiến Độ"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${DESCRIPTION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "© 2026 Tiến Độ"
!macroend
!insertmacro INFORMATION ${LANG_VIETNAMESE} "Bộ cài đặt Tiến Độ"
!insertmacro INFORMATION ${LANG_ENGLISH} "Tiến Độ setup"

; Texts that are shown before the language is chosen (which happens when .onInit is over).
Var TextRunning
Var TextNewer
Var TextNewerThere
Var TextPortable
Var TextNoStick
Var TextWindows

; In silence nobody reads a message: the reason goes to a file and to the exit code.
!macro REFUSE TEXT CODE
  ${If} ${Silent}
    FileOpen $9 "$TEMP\TienDo-setup.log" w
    FileWriteUTF16LE /BOM $9 "${TEXT}$\r$\n"
    FileClose $9
  ${EndIf}
  SetErrorLevel ${CODE}
  Quit
!macroend

; Somebody's own folder of that name is left alone.
!macro REMOVE_LICENCES FOLDER
  ${If} ${FileExists} "${FOLDER}\licences\${LICENCE_LIST}"
    RMDir /r "${FOLDER}\licences"
  ${EndIf}
!macroend

; Only what the setup has laid into $Folder; somebody's own files there stay.
!macro REMOVE_PROGRAM
  RMDir /r "$Folder\_internal"
  RMDir /r "$Folder\_internal.old"
  !insertmacro REMOVE_LICENCES "$Folder"
  Delete "$Folder\TienDo.exe"
  Delete "$Folder\uninstall.exe"
  ${IfNot} ${FileExists} "$Folder\${PORTABLE_DATA}\*"
    Delete "$Folder\${MARKER}"
  ${EndIf}
  SetOutPath "$TEMP" ; a folder that is stood in cannot be removed
  RMDir "$Folder"
!macroend

; A program that runs keeps its file from being opened for writing, in whatever session it was
; started; its libraries cannot be replaced or removed meanwhile. Looks at the one in $Folder.
!macro CHECK_RUNNING PREFIX
Function ${PREFIX}RefuseWhileRunning
  again:
  IfFileExists "$Folder\TienDo.exe" 0 done
  ClearErrors
  FileOpen $0 "$Folder\TienDo.exe" a
  IfErrors running
  FileClose $0
  Goto done
  running:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$TextRunning" /SD IDCANCEL IDRETRY again
  !insertmacro REFUSE "$TextRunning" ${ERROR_RUNNING}
  done:
FunctionEnd
!macroend
!insertmacro CHECK_RUNNING ""
!insertmacro CHECK_RUNNING "un."

!macro CHOOSE_LANGUAGE
  ; Vietnamese, whatever the language of Windows is.
  StrCpy $LANGUAGE ${LANG_VIETNAMESE}
  StrCpy $TextRunning "${TEXT_RUNNING_VI}"
  StrCpy $TextNewer "${TEXT_NEWER_VI}"
  StrCpy $TextNewerThere "${TEXT_NEWER_THERE_VI}"
  StrCpy $TextPortable "${TEXT_PORTABLE_VI}"
  StrCpy $TextNoStick "${TEXT_NO_STICK_VI}"
  StrCpy $TextWindows "${TEXT_WINDOWS_VI}"
  ${GetParameters} $0
  ${GetOptions} $0 "/LANG=" $1
  ${If} $1 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
    StrCpy $TextRunning "${TEXT_RUNNING_EN}"
    StrCpy $TextNewer "${TEXT_NEWER_EN}"
    StrCpy $TextNewerThere "${TEXT_NEWER_THERE_EN}"
    StrCpy $TextPortable "${TEXT_PORTABLE_EN}"
    StrCpy $TextNoStick "${TEXT_NO_STICK_EN}"
    StrCpy $TextWindows "${TEXT_WINDOWS_EN}"
  ${EndIf}
!macroend

Function .onInit
  !insertmacro CHOOSE_LANGUAGE
  StrCpy $Portable 0
  StrCpy $Update 0
  StrCpy $Old ""
  ClearErrors
  ${GetOptions} $0 "/PORTABLE" $1
  ${IfNot} ${Errors}
    StrCpy $Portable 1
  ${EndIf}
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "$TextWindows" /SD IDOK
    !insertmacro REFUSE "$TextWindows" 2
  ${EndIf}
  ${If} $Portable == 1
    ; The folder of the installed program is the usual one, so it is taken where none is named.
    ${If} ${FileExists} "$INSTDIR\uninstall.exe"
      MessageBox MB_ICONSTOP "$TextPortable" /SD IDOK
      !insertmacro REFUSE "$TextPortable" ${ERROR_PORTABLE}
    ${EndIf}
    Call IsForInstalled
    Pop $0
    ${If} $0 == 1
      MessageBox MB_ICONSTOP "$TextNoStick" /SD IDOK
      !insertmacro REFUSE "$TextNoStick" ${ERROR_PORTABLE}
    ${EndIf}
  ${Else}
    ReadRegStr $0 HKCU "${KEY}" "Version"
    ReadRegStr $Old HKCU "${KEY}" "InstallDir"
    ; Who deleted the folder by hand has no program any more, and nothing to remove it with.
    ${If} $0 == ""
    ${OrIf} $Old == ""
    ${OrIfNot} ${FileExists} "$Old\TienDo.exe"
      StrCpy $Old ""
    ${Else}
      StrCpy $Update 1
      ${VersionCompare} $0 "${VERSION}" $1
      ${If} $1 == 1
        MessageBox MB_ICONSTOP "$TextNewer" /SD IDOK
        !insertmacro REFUSE "$TextNewer" ${ERROR_NEWER}
      ${EndIf}
    ${EndIf}
  ${EndIf}
  Call IsNewerThere
  Pop $0
  ${If} $0 == 1
    MessageBox MB_ICONSTOP "$TextNewerThere" /SD IDOK
    !insertmacro REFUSE "$TextNewerThere" ${ERROR_NEWER}
  ${EndIf}
  Call RefuseBothWhileRunning
FunctionEnd

; Pushes 1 if $INSTDIR is where the installed program belongs, there or not: a copy for a stick in it
; would make every later setup believe that the folder is a stick's. Else 0.
Function IsForInstalled
  StrCpy $1 "$INSTDIR" "" -1
  ${If} $1 == "\"
    StrCpy $INSTDIR "$INSTDIR" -1
  ${EndIf}
  ReadRegStr $1 HKCU "${KEY}" "InstallDir"
  ${If} $INSTDIR == "${USUAL}" ; as Windows does, without regard to capitals
  ${OrIf} $INSTDIR == $1
    Push 1
  ${Else}
    Push 0
  ${EndIf}
FunctionEnd

; Pushes 1 if the program in $INSTDIR says of itself that it is newer (the registry knows nothing of
; copies on a stick), else 0.
Function IsNewerThere
  StrCpy $2 0
  ${If} ${FileExists} "$INSTDIR\TienDo.exe"
    ClearErrors
    GetDLLVersion "$INSTDIR\TienDo.exe" $0 $1
    ${IfNot} ${Errors}
      IntOp $3 $0 >> 16
      IntOp $4 $0 & 0xFFFF
      IntOp $5 $1 >> 16
      ${VersionCompare} "$3.$4.$5" "${VERSION}" $2
    ${EndIf}
  ${EndIf}
  ${If} $2 == 1
    Push 1
  ${Else}
    Push 0
  ${EndIf}
FunctionEnd

; The program that is replaced, and the one that lies elsewhere and is removed afterwards.
Function RefuseBothWhileRunning
  StrCpy $Folder "$INSTDIR"
  Call RefuseWhileRunning
  ${If} $Old != ""
    StrCpy $Folder "$Old"
    Call RefuseWhileRunning
  ${EndIf}
FunctionEnd

; A folder that somebody chose on the page: told there, so that another one can be chosen.
Function RefuseChosenFolder
  ${If} $Portable == 1
    ${If} ${FileExists} "$INSTDIR\uninstall.exe"
      MessageBox MB_ICONSTOP "$(TEXT_PORTABLE)"
      Abort
    ${EndIf}
    Call IsForInstalled
    Pop $0
    ${If} $0 == 1
      MessageBox MB_ICONSTOP "$(TEXT_NO_STICK)"
      Abort
    ${EndIf}
  ${EndIf}
  Call IsNewerThere
  Pop $0
  ${If} $0 == 1
    MessageBox MB_ICONSTOP "$(TEXT_NEWER_THERE)"
    Abort
  ${EndIf}
FunctionEnd

Section
  ; Who lays a new version over a copy on a stick wants that copy renewed, nothing on the machine.
  ${If} ${FileExists} "$INSTDIR\${MARKER}"
  ${AndIfNot} ${FileExists} "$INSTDIR\uninstall.exe"
    StrCpy $Portable 1
    StrCpy $Old ""
  ${EndIf}
  Call RefuseBothWhileRunning ; another folder may have been chosen since
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  ; What an older version had and this one has not must go. It stands by until the new files are
  ; there, and comes back if they do not.
  ${If} ${FileExists} "$INSTDIR\_internal\*"
    RMDir /r "$INSTDIR\_internal.old"
    ClearErrors
    Rename "$INSTDIR\_internal" "$INSTDIR\_internal.old"
    ${If} ${Errors}
      MessageBox MB_ICONEXCLAMATION "$TextRunning" /SD IDOK
      !insertmacro REFUSE "$TextRunning" ${ERROR_RUNNING}
    ${EndIf}
    Rename "$INSTDIR\TienDo.exe" "$INSTDIR\_internal.old\TienDo.exe"
  ${EndIf}
  !insertmacro REMOVE_LICENCES "$INSTDIR"
  !include "${LISTS}"
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_internal.old"
  ${If} $Portable == 1
    FileOpen $0 "$INSTDIR\${MARKER}" w
    FileClose $0
    StrCpy $Opening "$(TEXT_BY_FILE)"
    StrCpy $Register "$INSTDIR\${PORTABLE_DATA}"
  ${Else}
    StrCpy $Opening "$(TEXT_BY_ICON)"
    StrCpy $Register "${DATA}"
    Call Register
    Call RemoveOld
  ${EndIf}
SectionEnd

; One user has one program: an update into another folder moves it there. That it is another one is
; seen by a file that is laid into the one: one folder can have many names.
Function RemoveOld
  ${If} $Old != ""
    FileOpen $0 "$INSTDIR\here.tmp" w
    FileClose $0
    ${If} ${FileExists} "$INSTDIR\here.tmp"
    ${AndIfNot} ${FileExists} "$Old\here.tmp"
    ${AndIfNot} ${FileExists} "$Old\${MARKER}"
      StrCpy $Folder "$Old"
      !insertmacro REMOVE_PROGRAM
    ${EndIf}
    Delete "$INSTDIR\here.tmp"
  ${EndIf}
FunctionEnd

Function .onInstFailed
  ${If} ${FileExists} "$INSTDIR\_internal.old\*"
    SetOutPath "$TEMP" ; a folder that is stood in cannot be removed
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\TienDo.exe"
    Rename "$INSTDIR\_internal.old\TienDo.exe" "$INSTDIR\TienDo.exe"
    Rename "$INSTDIR\_internal.old" "$INSTDIR\_internal"
  ${EndIf}
  SetErrorLevel 2
FunctionEnd

Function Register
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${SHORTCUT}" "$INSTDIR\TienDo.exe" "" "$INSTDIR\TienDo.exe" 0
  ; Who took the icon off the desktop does not want it back with every update.
  ${If} $Update == 0
  ${OrIf} ${FileExists} "$DESKTOP\${SHORTCUT}"
    CreateShortcut "$DESKTOP\${SHORTCUT}" "$INSTDIR\TienDo.exe" "" "$INSTDIR\TienDo.exe" 0
  ${EndIf}
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Tiến Độ"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\TienDo.exe,0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "Tiến Độ"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegStr HKCU "Software\Classes\.tiendo" "" "${CLASS}"
  WriteRegStr HKCU "Software\Classes\${CLASS}" "" "$(TEXT_REGISTER)"
  WriteRegStr HKCU "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\TienDo.exe,0"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\TienDo.exe" "%1"'
  ${RefreshShellIcons}
FunctionEnd

Function un.onInit
  !insertmacro CHOOSE_LANGUAGE
  StrCpy $Folder "$INSTDIR"
  Call un.RefuseWhileRunning
FunctionEnd

Section Uninstall
  Call un.RefuseWhileRunning
  SetShellVarContext current
  !insertmacro REMOVE_PROGRAM
  Delete "$SMPROGRAMS\${SHORTCUT}"
  Delete "$DESKTOP\${SHORTCUT}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Classes\${CLASS}"
  ReadRegStr $0 HKCU "Software\Classes\.tiendo" ""
  ${If} $0 == "${CLASS}" ; unless another program has taken the ending over
    DeleteRegKey HKCU "Software\Classes\.tiendo"
  ${EndIf}
  ${un.RefreshShellIcons}
  ${If} ${FileExists} "${DATA}\*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(TEXT_REMOVE_DATA)" /SD IDNO IDNO kept
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(TEXT_REALLY)" /SD IDNO IDNO kept
    RMDir /r "${DATA}"
    kept:
  ${EndIf}
SectionEnd
