"""What measured times are of: the machine and the state of this tree."""

import os
import pathlib
import platform
import subprocess

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent


def description():
    """Processor, cores and operating system."""
    facts = {}
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        name, _, value = line.partition(":")
        facts.setdefault(name.strip(), value.strip())
    processor = facts.get("model name", platform.processor())
    if "cpu family" in facts:
        processor += f" (family {facts['cpu family']}, model {facts['model']})"
    return dict(processor=processor, cores=os.cpu_count(),
                system=f"{platform.system()} {platform.release()}")


def commit():
    """The commit of this tree, with a mark where files differ from it."""
    result = subprocess.run(["git", "-C", REPOSITORY, "describe", "--always", "--dirty"],
                            capture_output=True, text=True, check=True)
    return result.stdout.strip()
