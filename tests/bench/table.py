"""A table on the terminal: the first column to the left, numbers to the right."""

from collections.abc import Iterable, Sequence


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lines of equal columns; the caller prints them."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[n]) for row in [list(head), *cells]) for n in range(len(head))]

    def line(row: Sequence[str]) -> str:
        first, *rest = row
        padded = [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        return "  ".join([first.ljust(widths[0]), *padded]).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join(["", title, line(head), rule, *(line(row) for row in cells)])
