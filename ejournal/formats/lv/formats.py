"""Latvian dates as they are written: «18.12.2023.», 24 hours, Monday first."""

DATE_FORMAT = "j.m.Y."
SHORT_DATE_FORMAT = "j.m.Y."
DATETIME_FORMAT = "j.m.Y. G:i"
SHORT_DATETIME_FORMAT = "j.m.Y. G:i"
TIME_FORMAT = "G:i"
MONTH_DAY_FORMAT = "j. F"
YEAR_MONTH_FORMAT = r"Y. \g\a\d\a F"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%Y", "%d.%m.%y."]
TIME_INPUT_FORMATS = ["%H:%M:%S", "%H:%M", "%H.%M"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
