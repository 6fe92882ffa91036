"""Its one page: who asks, and one row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from people.models import ChildGroup


def one(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    context = {"group": ChildGroup.objects.get(pk=pk), "user": request.user}
    return render(request, "one.html", context)


urlpatterns = [path("one/<int:pk>/", one)]
