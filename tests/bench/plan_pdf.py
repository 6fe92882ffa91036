"""Makes one plan's PDF as the worker does, and says how long it took and what its child held."""

from __future__ import annotations

import json
import resource
import sys
import time


def main() -> None:
    import django

    django.setup()
    from django.utils import timezone
    from django.utils.translation import override

    from planning.models import MonthPlan
    from planning.reading.paper import pdf_of
    from planning.reading.reader import Reader
    from planning.reading.sheet import sheet_of

    plan = MonthPlan.objects.select_related("group__institution", "institution").get(pk=sys.argv[1])
    seconds, made = [], b""
    with override("lv"):
        for _ in range(3):
            began = time.perf_counter()
            sheet = sheet_of(plan, Reader(is_family=False, sees_notes=True))
            made = pdf_of(sheet, at=timezone.now(), made_by="")
            seconds.append(time.perf_counter() - began)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        json.dumps(
            {"seconds": max(seconds), "megabytes": most, "kilobytes": round(len(made) / 1000)}
        )
    )


if __name__ == "__main__":
    main()
