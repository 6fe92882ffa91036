"""The last line of a run with the matrix: how many cells it has, and what it does not declare."""

CELL_TESTS = ("::test_cell[", "::test_foreign_cell[", "::test_operation[")


def pytest_terminal_summary(terminalreporter) -> None:
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    played = {r.nodeid for r in reports if any(test in r.nodeid for test in CELL_TESTS)}
    if not played:
        return
    from tests.matrix.cells import CELLS, foreign_cells, undeclared
    from tests.matrix.operation_cells import OPERATION_CELLS, undeclared_operations

    whole = len(CELLS) + len(foreign_cells()) + len(OPERATION_CELLS)
    gaps = [*undeclared(), *sorted(undeclared_operations())]
    count = whole if len(played) == whole else f"{len(played)} of {whole}"
    terminalreporter.write_line(f"matrix: {count} cells, {len(gaps)} undeclared")
    for gap in gaps:
        terminalreporter.write_line(f"  undeclared: {gap}")
