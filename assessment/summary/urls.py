from django.urls import include, path, register_converter

from assessment.summary import views
from assessment.summary.period import TokenConverter

register_converter(TokenConverter, "period")

of_a_child = [
    path("", views.summary, name="summary"),
    path("print/", views.on_paper, name="summary_print"),
    path("pdf/", views.pdf, name="summary_pdf"),
    path("table.csv", views.csv, name="summary_csv"),
    path("table.xlsx", views.xlsx, name="summary_xlsx"),
]
of_a_group = [
    path("", views.summaries, name="summaries"),
    path("pdf/", views.summaries_pdf, name="summaries_pdf"),
]
urlpatterns = [
    path("children/<int:child_id>/assessment/<period:token>/", include(of_a_child)),
    path("groups/<int:group_id>/assessment/summaries/<period:token>/", include(of_a_group)),
]
