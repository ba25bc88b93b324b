"""``vlecht doctor``: versions and surroundings, for reports of faults."""

from __future__ import annotations

import click

PACKAGES = ("ortools", "pydantic", "numpy", "scipy", "click", "rich", "jinja2", "lxml", "XlsxWriter",
            "python-calamine", "icalendar", "holidays", "tzdata", "weasyprint", "distributed")  # fmt: skip


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def doctor(as_json: bool) -> None:
    """Print versions of Vlecht and what it builds on, to put in a report of a fault.

    No names, paths or contents of files are in it.
    """
    import os
    import platform
    import shutil
    from importlib.metadata import PackageNotFoundError, version

    import vlecht
    from vlecht.cli.output import print_json

    found = {
        "vlecht": vlecht.__version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processors": str(os.cpu_count()),
    }
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    for program in ("chromium", "fet-cl"):
        found[program] = "there" if shutil.which(program) else "not there"
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        click.echo(f"{name:<16} {value}")
