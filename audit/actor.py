"""Who acts can change in the middle of a request: a sign-in, another role. The trail follows.

A context entered inside a running one adds to it, and what it added outlives the inner block.
"""

import pghistory
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from audit.middleware import who
from people.acting import actor_changed


@receiver(user_logged_in)
def tell_of_the_person(sender, user, **kwargs) -> None:
    with pghistory.context(user=user.pk):
        pass


@receiver(actor_changed)
def tell_of_the_actor(sender, request, **kwargs) -> None:
    with pghistory.context(**who(request)):
        pass
