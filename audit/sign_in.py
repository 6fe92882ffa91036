"""A sign-in changes who acts in the middle of a request; the trail follows."""

import pghistory
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver


@receiver(user_logged_in)
def tell_the_trail(sender, user, **kwargs) -> None:
    with pghistory.context(
        user=user.pk
    ):  # adds to the request's context, which outlives this block
        pass
