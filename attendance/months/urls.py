from django.urls import path

from attendance.months import views

urlpatterns = [
    path("months/", views.months, name="months"),
    path("months/<month:month>/", views.months, name="months_of"),
    path("months/<month:month>.xlsx", views.months_file, name="months_xlsx"),
    path("months/<month:month>/close/", views.close, name="close_month"),
    path("groups/<int:group_id>/months/<month:month>/", views.month, name="month"),
    path("groups/<int:group_id>/months/<month:month>.xlsx", views.xlsx, name="month_xlsx"),
    path("groups/<int:group_id>/months/<month:month>.pdf", views.pdf, name="month_pdf"),
    path("groups/<int:group_id>/months/<month:month>.csv", views.csv, name="month_csv"),
]
