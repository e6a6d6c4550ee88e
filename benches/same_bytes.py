#!/usr/bin/env python3
"""Whether two builds of `arc` leave the same answers and results under --ticks, without networks.

Usage: same_bytes.py ARC OTHER_ARC [PATH ...]

For instance a debug build and a release build, or one with RUSTFLAGS=-Ctarget-cpu=x86-64 and one for the native
processor. PATHs are tasks; without any, those that are built in. Times and the fingerprint of the program differ and
are left out. Exits with 1 if anything else does.
"""

import json
import pathlib
import subprocess
import sys
import tempfile


def left(arc, folder, paths):
    """What a build leaves, by the name of the file."""
    arguments = [*paths, "--no-network", "--ticks", "3M", "--jobs", "1", "--quiet"]
    outputs = ["--out", folder / "out.json", "--results", folder / "results", "--pictures", folder / "pictures"]
    subprocess.run([arc, "solve", *arguments, *outputs], check=True, stdout=subprocess.DEVNULL)
    files = {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    for name, content in files.items():
        if name.parts[0] == "results" and name.suffix == ".json":
            result = json.loads(content)
            if "cpu_seconds" in result:
                del result["cpu_seconds"], result["origin"]["program"]
                files[name] = json.dumps(result).encode()
    return files


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    one, other, *paths = sys.argv[1:]
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        ours = left(one, pathlib.Path(first), paths)
        theirs = left(other, pathlib.Path(second), paths)
    different = [str(name) for name in sorted(ours.keys() | theirs.keys()) if ours.get(name) != theirs.get(name)]
    print(f"{len(ours)} files, {len(different)} differ", *different, sep="\n")
    sys.exit(bool(different))


main()
