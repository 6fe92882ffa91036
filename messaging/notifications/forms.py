"""The shape of what the pages about notifications send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from messaging.notifications.preferences import HOURS
from outbox import registry
from outbox.channels import CHANNELS
from outbox.models import Hours, Mode, Preference

MAX_ID = 2**63 - 1


class ReadAllForm(forms.Form):
    up_to = forms.IntegerField(min_value=0, max_value=MAX_ID)


def _time(label: Any) -> forms.TypedChoiceField:
    """A list rather than a clock: browsers draw clocks in the language of the device, am and pm."""
    return forms.TypedChoiceField(label=label, coerce=time.fromisoformat)


def _half_hours(also: time) -> list[tuple[str, str]]:
    times = {time(hour, minute) for hour in range(24) for minute in (0, 30)} | {also}
    return [(f"{moment:%H:%M}", f"{moment.hour}:{moment:%M}") for moment in sorted(times)]


class SettingsForm(forms.Form):
    """Each kind offered by each channel, and the hours. Which kinds there are, the server knows."""

    quiet_since = _time(_("Quiet from"))
    quiet_until = _time(_("Quiet until"))
    digest_at = _time(_("Daily summary at"))

    def __init__(
        self, data: Any = None, *, preferences: Sequence[Preference], hours: Hours
    ) -> None:
        kept: dict[str, time] = {name: getattr(hours, name) for name in HOURS}
        super().__init__(data, initial={name: f"{kept[name]:%H:%M}" for name in HOURS})
        for name in HOURS:
            self.fields[name].choices = _half_hours(kept[name])  # type: ignore[attr-defined]
        self._asked = [(_name(row), row) for row in preferences]
        for name, row in self._asked:
            self.fields[name] = _mode(row)
            self.fields[f"{name}-quiet"] = forms.BooleanField(
                label=_("Also in quiet hours"), required=False, initial=row.despite_quiet
            )

    def channels(self) -> list[dict[str, Any]]:
        """The questions, channel by channel, for the page."""
        return [
            {"code": code, "label": channel.label, "kinds": self._of_channel(code)}
            for code, channel in CHANNELS.items()
        ]

    def _of_channel(self, code: str) -> list[dict[str, Any]]:
        return [
            {"mode": self[name], "quiet": self[f"{name}-quiet"]}
            for name, row in self._asked
            if row.channel == code
        ]

    def preferences(self) -> list[Preference]:
        """What is wanted, as unsaved rows."""
        return [
            Preference(
                kind=row.kind, channel=row.channel, mode=self.cleaned_data[name],
                despite_quiet=self.cleaned_data[f"{name}-quiet"],
            )
            for name, row in self._asked
        ]  # fmt: skip

    def hours(self) -> Hours:
        wanted: dict[str, time] = {name: self.cleaned_data[name] for name in HOURS}
        return Hours(**wanted)


def _name(preference: Preference) -> str:
    return f"{preference.channel}-{preference.kind}".replace(".", "-")


def _mode(preference: Preference) -> forms.ChoiceField:
    kind = registry.find(preference.kind)
    assert kind
    choices = [(mode, Mode(mode).label) for mode in kind.modes]
    return forms.ChoiceField(
        label=kind.label, choices=choices, initial=preference.mode, widget=forms.RadioSelect
    )
