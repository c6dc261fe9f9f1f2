@echo off
rem Sets up everything that Tien Do needs in the project's own environment, and runs it.
rem   run.bat            open the window
rem   run.bat test       lint, types, import rule and all tests
rem   run.bat COMMAND    a command without a window, e.g. run.bat list --by leader
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
if exist .venv\stamp (
  fc /b requirements.lock .venv\stamp >nul 2>nul && goto ready
  rmdir /s /q .venv
)
set PYTHON=py -3
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul || set PYTHON=python
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || (
  echo Can Python 3.11 tro len. Python 3.11 or later is needed.
  exit /b 1
)
echo == installing the pinned Python packages into .venv
%PYTHON% -m venv .venv || exit /b 1
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock || exit /b 1
copy /y requirements.lock .venv\stamp >nul
:ready
if "%~1"=="" (
  start "" .venv\Scripts\pythonw -m app
  exit /b 0
)
if /i "%~1"=="test" (
  .venv\Scripts\ruff check . && .venv\Scripts\ruff format --check . && .venv\Scripts\mypy && .venv\Scripts\pytest
  exit /b
)
.venv\Scripts\python -m app %*
