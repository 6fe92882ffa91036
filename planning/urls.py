"""The addresses of all parts, under one name."""

from django.urls import include, path

from planning.board import views as board
from planning.reading import views as reading
from planning.starting import views as starting
from planning.writing import part_views as parts
from planning.writing import views as writing

app_name = "planning"
of_a_plan = [
    path("", writing.plan, name="plan"),
    path("start/", starting.start, name="start"),
    path("continue/", starting.continue_before, name="continue"),
    path("sections/<str:code>/", parts.section, name="section"),
    path("choices/", parts.choice, name="choices"),
    path("items/", parts.item, name="items"),
    path("notes/<int:child_id>/", parts.note, name="notes"),
    path("writers/", parts.writers, name="writers"),
    path("submit/", writing.submit, name="submit"),
    path("amend/", writing.amend, name="amend"),
    path("read/", reading.read, name="read"),
    path("print/", reading.on_paper, name="print"),
    path("pdf/", reading.pdf, name="pdf"),
    path("template/", reading.template, name="template"),
]
urlpatterns = [
    path("groups/<int:group_id>/plans/<month:month>/", include(of_a_plan)),
    path("groups/<int:group_id>/plans/coverage/", board.coverage, name="coverage"),
    path("plans/", reading.plans, name="plans"),
    path("plans/<month:month>/", reading.plans_of, name="plans_of"),
    path("plans/board/<int:year>/", board.board, name="board"),
    path("plans/board/<int:year>/pdf/", board.board_pdf, name="board_pdf"),
]
