"""Reports, and the words that a house adds to the list of those one does not write."""

from manners.models.report import SIGNS, Report, ReportQuerySet
from manners.models.stem import Stem, StemQuerySet

__all__ = ["SIGNS", "Report", "ReportQuerySet", "Stem", "StemQuerySet"]
