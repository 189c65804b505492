"""Wheels that are made here, for what installs without a network."""

import base64
import hashlib
import importlib.metadata
import zipfile
from pathlib import Path


def make(folder: Path, name: str, files: dict[str, bytes], tag="py3-none-any", version="1.0"):
    """Writes a wheel into the folder; returns its line in a lock."""
    info = f"{name}-{version}.dist-info"
    said = f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n"
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    files = {**files, f"{info}/WHEEL": said.encode()}
    files.setdefault(f"{info}/METADATA", about.encode())
    record = "".join(f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in files.items())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for inside, data in {**files, f"{info}/RECORD": record.encode()}.items():
            entry = zipfile.ZipInfo(inside)
            entry.external_attr = 0o100755 << 16  # pip asks for a plain file, too
            wheel.writestr(entry, data)
    return (
        f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"
    )


def repack(folder: Path, name: str) -> str:
    """As `make`, of a package that is installed here."""
    known = importlib.metadata.distribution(name)
    files = {}
    for path in known.files or ():
        inside = path.as_posix()
        if path.name in ("RECORD", "WHEEL", "INSTALLER", "REQUESTED") or path.suffix == ".pyc":
            continue
        if inside.startswith(".."):
            inside = f"{name}-{known.version}.data/scripts/{path.name}"
        files[inside] = Path(path.locate()).read_bytes()
    return make(folder, name, files, version=known.version)


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
