"""The addresses of all parts, under one name."""

from typing import Any

from django.urls import include, path

from assessment.board import views as board
from assessment.child import single_views as single
from assessment.child import views as child
from assessment.family import views as family
from assessment.grid import cell_views as cells
from assessment.grid import views as grid
from assessment.observing import views as observing
from assessment.publishing import views as publishing

app_name = "assessment"
of_a_month = [
    path("", grid.grid, name="grid"),
    path("outcomes/", grid.more, name="more"),
]
of_a_day = [
    path("strokes/", grid.strokes, name="strokes"),
    path("outcomes/<int:entry_id>/", grid.outcome, name="outcome"),
    path("children/<int:child_id>/outcomes/<int:entry_id>/", cells.cell, name="cell"),
    path(
        "children/<int:child_id>/outcomes/<int:entry_id>/remove/", cells.remove, name="remove_cell"
    ),
]
of_a_child = [
    path("", child.child, name="child"),
    path("idea/", child.idea, name="idea"),
    path("ideas/<int:publication_id>/", single.told_idea, name="told_idea"),
    path("words/<day:day>/", observing.say, name="say"),
    path("preview/", child.preview, name="preview"),
    path("beside/", child.beside, name="beside"),
    path("publish/", child.publish, name="publish_child"),
    path("take-back/", child.take_back, name="take_back_child"),
    path("marks/<int:mark_id>/", single.mark, name="mark"),
    path("observations/<int:observation_id>/", single.observation, name="observation"),
]
of_a_group: list[Any] = [
    path("", grid.grid, name="grid"),
    path("<month:month>/", include(of_a_month)),
    path("<day:day>/", include(of_a_day)),
    path("words/", observing.words_page, name="words"),
    path("words/<day:day>/", observing.words_page, name="words_of"),
    path("publish/", publishing.publish, name="publish"),
    path("publish/take-back/", publishing.take_back, name="take_back"),
]
urlpatterns = [
    path("", include("assessment.summary.urls")),
    path("children/<int:child_id>/assessment/", include(of_a_child)),
    path("groups/<int:group_id>/assessment/", include(of_a_group)),
    path("growth/", family.growth, name="growth"),
    path("growth/<int:child_id>/", family.growth_of, name="growth_of"),
    path("growth/<int:child_id>/read/", family.read, name="read_growth"),
    path("assessment/board/", board.board, name="board"),
    path("assessment/board/<month:month>/", board.board, name="board_of"),
]
