#!/usr/bin/env python3
"""Do limits hold? Runs `arc solve` on one task of each kind of valid input and compares what it used with what it was given.

    benches/limits.py ARC [--time 1s] [--memory 350M] [--no-network] [--kinds WORD]
        [--json FILE --machine WORDS --revision COMMIT] [-- MORE ARGUMENTS]

Every input is made here from a fixed seed. CPU time and peak memory are those of the whole process as the system counts them
(start, reading and writing included), so a limit of 1 s for the search and 2 s for the networks may show as 3.3 s.
With --json the table is written as a result file of docs/lab/results.
"""

import argparse
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile

COLORS = 10


def noise(height, width, colors=COLORS):
    return [[random.randrange(colors) for _ in range(width)] for _ in range(height)]


def sparse(height, width):
    return [[random.randrange(1, COLORS) if random.random() < 0.05 else 0 for _ in range(width)] for _ in range(height)]


def checkerboard(height, width, shift):
    return [[(row + col + shift) % 2 * 3 for col in range(width)] for row in range(height)]


def plain(height, width, color):
    return [[color] * width for _ in range(height)]


def boxes(height, width):
    grid = plain(height, width, 0)
    for _ in range(height * width // 60 + 1):
        top, left, color = random.randrange(height), random.randrange(width), random.randrange(1, COLORS)
        for row in range(top, min(height, top + random.randrange(1, 7))):
            for col in range(left, min(width, left + random.randrange(1, 7))):
                grid[row][col] = color
    return grid


def hard(grid):
    """A rule of the same size that no short program explains."""
    return [[(cell + sum(row)) % COLORS for cell in row] for row in grid]


def smaller(grid):
    """Another one, to one cell of three by three."""
    part = lambda row, col: sum(sum(line[col:col + 3]) for line in grid[row:row + 3]) % COLORS
    return [[part(row, col) for col in range(0, len(grid[0]), 3)] for row in range(0, len(grid), 3)]


def larger(grid):
    return [[(cell + row + col) % COLORS for cell in line for col in range(2)] for row, line in enumerate(grid) for _ in range(2)]


def task(make, pairs, tests=1, rule=hard):
    def pair():
        grid = make()
        return {"input": grid, "output": rule(grid)}
    return {"train": [pair() for _ in range(pairs)], "test": [{"input": make()} for _ in range(tests)]}


def up_to(side, make=noise):
    return lambda: make(random.randint(1, side), random.randint(1, side))


KINDS = {
    "3 pairs 128 x 128, noise": lambda: task(lambda: noise(128, 128), 3),
    "10 pairs 128 x 128, noise": lambda: task(lambda: noise(128, 128), 10),
    "10 pairs 128 x 128, boxes": lambda: task(lambda: boxes(128, 128), 10),
    "4 pairs 128 x 128, sparse": lambda: task(lambda: sparse(128, 128), 4),
    "4 pairs 128 x 128, two colors": lambda: task(lambda: noise(128, 128, 2), 4),
    "4 pairs 128 x 128, checkerboards": lambda: task(lambda: checkerboard(128, 128, random.randrange(2)), 4),
    "4 pairs 128 x 128, one color": lambda: task(lambda: plain(128, 128, random.randrange(COLORS)), 4),
    "3 pairs 128 x 128 to a ninth": lambda: task(lambda: noise(128, 128), 3, rule=smaller),
    "3 pairs 64 x 64 to four times": lambda: task(lambda: noise(64, 64), 3, rule=larger),
    "10 pairs 60 x 60, 2 tests": lambda: task(lambda: noise(60, 60), 10, 2),
    "10 pairs 30 x 30, 3 tests": lambda: task(lambda: noise(30, 30), 10, 3),
    "10 pairs 30 x 30, boxes": lambda: task(lambda: boxes(30, 30), 10, 3),
    "100 pairs 30 x 30": lambda: task(lambda: noise(30, 30), 100),
    "1000 pairs up to 30 x 30": lambda: task(up_to(30), 1000),
    "1000 pairs up to 6 x 6": lambda: task(up_to(6), 1000),
    "5 pairs 1 x 93": lambda: task(lambda: noise(1, 93), 5),
    "10 pairs 3 x 93": lambda: task(lambda: boxes(3, 93), 10),
    "5 pairs 93 x 1": lambda: task(lambda: noise(93, 1), 5),
    "4 pairs 10 x 10, all colors": lambda: task(lambda: noise(10, 10), 4),
    "3 pairs of one cell": lambda: task(lambda: noise(1, 1), 3),
    "1 pair 20 x 20": lambda: task(lambda: noise(20, 20), 1),
    "3 pairs 12 x 12, 500 tests": lambda: task(lambda: boxes(12, 12), 3, 500),
    "4 pairs 20 x 20, boxes": lambda: task(lambda: boxes(20, 20), 4),
}


def seconds(text):
    return float(text[:-2]) / 1000 if text.endswith("ms") else float(text.rstrip("s"))


def run(arguments):
    """Exit code, CPU seconds and peak memory in MB of a command."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        sys.stderr.write(f"{code}: {said.decode()[-300:]}\n")
    return code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("arc")
    parser.add_argument("--time", default="1s")
    parser.add_argument("--memory", default="350M")
    parser.add_argument("--no-network", action="store_true")
    parser.add_argument("--kinds", default="", help="only kinds with this in their names")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--machine", help="kind of processor and number of cores")
    parser.add_argument("--revision", help="the commit that was built")
    parser.add_argument("more", nargs="*")
    given = parser.parse_args()
    limit = seconds(given.time) * (1 if given.no_network else 3)
    options = ["--time-per-task", given.time, "--memory", given.memory, *given.more]
    options += ["--no-network"] if given.no_network else []
    rows, is_over = [], False
    print(f"limit {limit:.1f} s CPU: {' '.join(options)}")
    with tempfile.TemporaryDirectory() as folder:
        for kind, make in KINDS.items():
            if given.kinds not in kind:
                continue
            random.seed(kind)
            path, out = os.path.join(folder, "task.json"), os.path.join(folder, "submission.json")
            with open(path, "w") as file:
                json.dump(make(), file)
            code, cpu, memory = run([given.arc, "solve", path, "--quiet", "--jobs", "1", "--out", out, *options])
            is_over |= code != 0 or cpu > 1.1 * limit + 0.1
            print(f"{kind:36} {cpu:7.2f} s {memory:6} MB{'' if code == 0 else f'  exit code {code}'}", flush=True)
            rows.append({"what": kind, "tasks": 1, "cpu_seconds_per_task": round(cpu, 2), "peak_memory_mb": memory})
    if given.json:
        command = " ".join(["arc solve PATH --jobs 1", *options])
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        head = {"schema": "arc.result/1", "date": str(datetime.date.today()), "machine": given.machine, "revision": given.revision,
                "command": command, "note": f"At most {limit:g} s; one task of each kind, the whole process."}
        head = "".join(f"  {json.dumps(key)}: {json.dumps(value)},\n" for key, value in head.items())
        with open(given.json, "w") as file:
            file.write(f'{{\n{head}  "rows": [\n    {lines}\n  ]\n}}\n')
    return 1 if is_over else 0


if __name__ == "__main__":
    sys.exit(main())
