"""For the machine that watches: is the portal up, is its database."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    with connection.cursor() as cursor:  # a connection that was open yesterday proves nothing
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
