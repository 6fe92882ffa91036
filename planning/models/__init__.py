"""The month's plan and what it holds."""

from .content import PlanChoice, PlanItem, PlanNote, PlanSection
from .plan import MonthPlan, PlanAmendment

__all__ = ["MonthPlan", "PlanAmendment", "PlanChoice", "PlanItem", "PlanNote", "PlanSection"]
