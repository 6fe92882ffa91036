"""One's own new password closes whatever else opens the account, and the page says what (R14)."""

from allauth.account.signals import password_changed, password_reset
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver

from people import operations
from people.keys import standing
from people.models import User
from people.requests import PortalRequest


@receiver(password_changed)
@receiver(password_reset)
def close(request: PortalRequest, user: User, **kwargs) -> None:
    """Whoever is signed in stays so; their session is bound anew."""
    is_here = request.user.pk == user.pk
    keep = (request.session.session_key or "") if is_here else ""
    closed = operations.after_new_password(user=user, keep=keep, at=request.received_at)
    if is_here:
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)  # its key is a new one
    if said := standing.said_of(closed):
        messages.info(request, said)
