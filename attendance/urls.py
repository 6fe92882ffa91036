"""The addresses of all parts, under one name."""

from attendance.check import urls as check
from attendance.clarifications import urls as clarifications
from attendance.evacuation import urls as evacuation
from attendance.kitchen import urls as kitchen
from attendance.months import urls as months
from attendance.notices import urls as notices
from attendance.register import urls as register

app_name = "attendance"
urlpatterns = [
    *register.urlpatterns,
    *notices.urlpatterns,
    *check.urlpatterns,
    *kitchen.urlpatterns,
    *months.urlpatterns,
    *clarifications.urlpatterns,
    *evacuation.urlpatterns,
]
