#!/usr/bin/env python3
"""What a change must pass, job by job, the same at home as anywhere: build-aux/ci.py JOB [ARGS]

  format [--fix]       every .cpp and .h is as clang-format 19 writes it
  tidy                 house rules (build-aux/tidy.py)
  lint [--all|FILE..]  clang-tidy 19 over the files that differ from main, or over all
  asan, tsan           every test with address and undefined-behaviour checks, or with thread checks
  fuzz-minute [NAME]   each libFuzzer target for a minute (KONTOR_FUZZ_SECONDS changes it)
  vectors DIR          the official MLS test vectors in DIR
  simulation SEED [N]  N (1) runs of the simulated company from that seed
  gui                  the tests that drive real windows
"""
import concurrent.futures, os, pathlib, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
CORES = os.cpu_count() or 2


def run(*command, **environment):
    print("+", *command, flush=True)
    return subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **environment}).returncode


def sources():
    """Every C++ file of the project, also in a copy without git."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard", "*.cpp", "*.h"], capture_output=True, text=True)
    if listed.returncode == 0:
        return [path for path in listed.stdout.split("\n") if path and (ROOT / path).exists()]
    return [str(path.relative_to(ROOT)) for kind in ("*.cpp", "*.h") for path in ROOT.rglob(kind) if "build" not in path.relative_to(ROOT).parts]


def build(preset, *targets):
    return run("build-aux/build.sh", preset, *targets)


def packages():
    return run("build-aux/install-packages.sh", "--with", "checks")


def in_parallel(command, files, at_once):
    """`command` over slices of `files`, as many at a time as there are cores; what fails is printed."""
    slices = [files[i:i + at_once] for i in range(0, len(files), at_once)]

    def one(part):
        done = subprocess.run([*command, *part], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            print(done.stdout, end="", flush=True)
        return done.returncode

    with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
        return max(pool.map(one, slices), default=0)


def format_(arguments):
    how = ["-i"] if arguments == ["--fix"] else ["--dry-run", "-Werror"]
    return in_parallel(["clang-format-19", *how], sources(), 40)


def tidy(_):
    return run(sys.executable, "build-aux/tidy.py", ROOT)


def lint(arguments):
    """Reads the commands of the preset `release`; it is built first, for the sources that are generated."""
    if packages() or build("release"):
        return 1
    files = [path for path in sources() if path.endswith(".cpp")]
    if arguments and arguments != ["--all"]:
        files = arguments
    elif not arguments:
        changed = subprocess.run(["git", "diff", "--name-only", "origin/HEAD...", "--", "*.cpp"], cwd=ROOT, capture_output=True, text=True)
        if changed.returncode:  # no remote: what has changed since main
            changed = subprocess.run(["git", "diff", "--name-only", "main", "--", "*.cpp"], cwd=ROOT, capture_output=True, text=True)
        files = [path for path in changed.stdout.split() if (ROOT / path).exists()]
    print(f"{len(files)} files", flush=True)
    # what only g++ knows, in the commands that clang reads
    without = ["--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-ignored-optimization-argument", "--extra-arg=-Wno-unused-command-line-argument"]
    return in_parallel(["clang-tidy-19", "-p", "build/release", "--quiet", *without], files, 1)


def fuzz_minute(arguments):
    if packages() or build("fuzz", "fuzzers"):
        return 1
    seconds = os.environ.get("KONTOR_FUZZ_SECONDS", "60")
    programs = sorted((ROOT / "build/fuzz/tests").glob(arguments[0] if arguments else "fuzz_*"))
    corpora = ROOT / "build/fuzz/corpus"
    failed = 0
    for program in programs:
        if not os.access(program, os.X_OK) or program.suffix:
            continue
        corpus, seeds = corpora / program.name, ROOT / "tests/fuzz/seeds" / program.name.removeprefix("fuzz_")
        corpus.mkdir(parents=True, exist_ok=True)
        failed |= run(program, f"-max_total_time={seconds}", "-max_len=65536", "-rss_limit_mb=2048", "-print_final_stats=1",
                      f"-artifact_prefix={corpora}/{program.name}-", corpus, *([seeds] if seeds.is_dir() else []))
    return failed


def vectors(arguments):
    return build("release", "kontor-bench") or run("build/release/bin/kontor-bench", "vectors", *arguments)


def simulation(arguments):
    seed, runs = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    return build("release", "tst_random_runs") or run("build/release/tests/tst_random_runs", "freshSeeds",
                                                      KONTOR_SEED=str(seed), KONTOR_RUNS=str(runs))


JOBS = {
    "format": format_,
    "tidy": tidy,
    "lint": lint,
    "asan": lambda arguments: run("./test", "--asan", *arguments),
    "tsan": lambda arguments: run("./test", "--tsan", *arguments),
    "fuzz-minute": fuzz_minute,
    "vectors": vectors,
    "simulation": simulation,
    "gui": lambda arguments: run("build-aux/install-packages.sh", "--with", "keychain", "--with", "calls") or build("release") or run("ctest", "--test-dir", "build/release", "-L", "gui", "--output-on-failure", *arguments),
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in JOBS or (sys.argv[1] in {"vectors", "simulation"} and len(sys.argv) < 3):
        sys.exit(__doc__)
    sys.exit(JOBS[sys.argv[1]](sys.argv[2:]))
