"""The last line of a run with the matrix: how many cells it has, and what it does not declare."""

PLAYED = "cells"  # how a test says how many it has played


def pytest_terminal_summary(terminalreporter) -> None:
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    told = [dict(report.user_properties) for report in reports if report.when == "call"]
    played = sum(properties.get(PLAYED, 0) for properties in told)
    if not played:
        return
    from tests.matrix import operation_cells as operations
    from tests.matrix.cells import CELLS, foreign_cells, undeclared

    whole = len(CELLS) + len(foreign_cells()) + operations.CELLS
    gaps = [*undeclared(), *sorted(operations.undeclared_operations())]
    part = "" if played == whole else f" ({played} played)"
    terminalreporter.write_line(f"matrix: {whole} cells, {len(gaps)} undeclared{part}")
    for gap in gaps:
        terminalreporter.write_line(f"  undeclared: {gap}")
