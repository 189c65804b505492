@echo off
rem Double-click: opens the study page. 双击：打开学习主页。
chcp 65001 >nul
pushd "%~dp0"
if not exist start.py (
  echo 请先把整个压缩包解压出来，再双击。
  echo Unpack the whole archive first, then double-click.
  goto wait
)
for %%v in (3.13 3.12 3.11) do (
  py -%%v -c "" >nul 2>nul && (py -%%v start.py %* & goto done)
)
python -c "" >nul 2>nul && (python start.py %* & goto done)
echo 这台电脑没有 Python：请安装 Python 3.11、3.12 或 3.13，安装时勾选“Add python.exe to PATH”，再双击一次。
echo This computer has no Python: install Python 3.11, 3.12 or 3.13, tick "Add python.exe to PATH", then double-click again.
goto wait
:done
if not errorlevel 1 goto end
:wait
pause
:end
popd
