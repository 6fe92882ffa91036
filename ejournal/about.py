"""Whose portal this is (R7): operator, controllers of the data, their data protection officers, licences."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import Action
from people.models import Institution
from people.requests import PortalRequest
from people.settings import CONTROLLER, DATA_PROTECTION_OFFICER


@login_not_required
@require_safe
def about(request: PortalRequest) -> HttpResponse:
    """For everybody; whoever is signed in also sees the houses they belong to."""
    is_signed_in = request.user.is_authenticated
    context = {
        "frame": "base.html" if is_signed_in else "alone.html",
        "operator": settings.RITS_OPERATOR, "contact": settings.RITS_OPERATOR_CONTACT,
        "licence": settings.RITS_LICENCE, "parts": _parts(),
        "houses": _houses(request) if is_signed_in else [],
    }  # fmt: skip
    return render(request, "about.html", context)


def _houses(request: PortalRequest) -> list[dict[str, Any]]:
    found = Institution.objects.visible_to(request.access, Action.VIEW_DOCUMENTS)  # type: ignore[attr-defined]
    return [
        {
            "house": house,
            "controller": CONTROLLER.of(house) or house.name,
            "officer": DATA_PROTECTION_OFFICER.of(house),
        }
        for house in found
    ]


@cache
def _parts() -> list[dict[str, str]]:
    """What others made that is sent to the browser, with its licence."""
    pins = json.loads((settings.BASE_DIR / "static" / "vendor" / "vendor.json").read_text())[
        "files"
    ]
    found = {pin["name"]: pin["licence"] for pin in pins}
    return [{"name": name, "licence": licence} for name, licence in sorted(found.items())]
