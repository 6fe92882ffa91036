"""The shape of a published document."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("Empty lines divide paragraphs; a heading begins with ## and a space."),
    )
