#!/bin/sh
# Double-click: opens the study page. 双击：打开学习主页。
cd "$(dirname "$0")" || exit 1
for python in python3.13 python3.12 python3.11 python3; do
    if command -v "$python" >/dev/null && "$python" -c "" 2>/dev/null; then
        "$python" start.py "$@"
        exit
    fi
done
echo "这台电脑没有 Python：请安装 Python 3.11、3.12 或 3.13，再双击一次。"
echo "This computer has no Python: install Python 3.11, 3.12 or 3.13, then double-click again."
exit 1
