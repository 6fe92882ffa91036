"""R22: late is measured at receipt, also when the proxy received it and every worker was busy."""

from datetime import timedelta

import pytest
from django.conf import settings as portal
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from django.urls import reverse

from attendance.duties import AttendanceByNine
from attendance.models import Register
from ejournal import proxy
from ejournal.middleware import ProxyMiddleware, ReceivedAtMiddleware
from ejournal.settings.proxies import proxies
from tests.world import MONDAY, at

IN_TIME, LATE = at(8, 59, 59), at(9, 0, 4)
NGINX, STRANGER = "10.0.3.7", "10.0.4.7"


@pytest.fixture(autouse=True)
def behind_nginx(settings):
    settings.RITS_TRUSTED_PROXIES = proxies("10.0.3.0/24")


def stamp(moment, form="t={:.3f}") -> str:
    return form.format(moment.timestamp())


def confirm(client, house, *, peer: str, said: str) -> Register:
    path = reverse("attendance:register", args=[house.groups["Bitītes"].pk, MONDAY])
    form = {"version": "0", "child": [child.pk for child in house.children["Bitītes"]]}
    answer = client.post(path, form, headers={"X-Request-Start": said}, REMOTE_ADDR=peer)
    assert answer.status_code == 302
    return Register.objects.get()


@pytest.fixture
def teacher(client, house, time_machine):
    time_machine.move_to(LATE, tick=False)
    client.force_login(house.people.teacher, backend=portal.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.mark.parametrize("form", ["t={:.3f}", "{:.3f}", "t={:.0f}"])
def test_what_the_proxy_received_in_time_is_not_late(teacher, house, form):
    register = confirm(teacher, house, peer=NGINX, said=stamp(IN_TIME, form))
    assert register.first_confirmed_at == IN_TIME
    assert register.first_confirmed_at < AttendanceByNine().late_from(house.institution, MONDAY)


@pytest.mark.parametrize("peer", [STRANGER, "", "127.0.0.1", "nginx"])
def test_nobody_else_is_believed(teacher, house, peer):
    register = confirm(teacher, house, peer=peer, said=stamp(IN_TIME))
    assert register.first_confirmed_at == LATE


def test_by_default_there_is_no_proxy_to_believe():
    assert not proxy.is_trusted("127.0.0.1", proxies(""))
    assert not proxy.is_trusted("", proxies(""))


@pytest.mark.parametrize(
    "said",
    [
        "", "t=", "now", "nan", "t=nan", "inf", "-inf", "1e9", "-1796020199.000", "0", "t=0.5",
        "9" * 400, "t=" + "9" * 10, "1" * 5000 + ".1", "1796020199,000", "١٧٩٦٠٢٠١٩٩", "t=t=1796020199",
        "1796020199123", "0x6B0D3E07", "1796020199.1234567", "17960201_99", " 1796020199", "1796020199\n",
    ],
)  # fmt: skip
def test_what_is_no_moment_counts_as_unsaid(said):
    assert proxy.received_at(said, LATE) == LATE


def test_several_stamps_are_none():
    """A client's own and the proxy's, which gunicorn joins with a comma: the proxy has to overwrite it."""
    twice = f"{stamp(IN_TIME - timedelta(minutes=2))},{stamp(IN_TIME)}"
    assert proxy.received_at(twice, LATE) == LATE


@pytest.mark.parametrize(
    ("ago", "believed"),
    [
        (timedelta(0), True), (timedelta(minutes=5), True), (timedelta(minutes=5, seconds=1), False),
        (timedelta(days=300), False), (timedelta(milliseconds=-1), False), (timedelta(hours=-1), False),
    ],
)  # fmt: skip
def test_a_moment_ahead_of_our_clock_or_long_gone_is_not_believed(ago, believed):
    moment = proxy.received_at(stamp(LATE - ago), LATE)
    assert moment == (LATE - ago if believed else LATE)


def test_of_a_stranger_nothing_is_believed_of_where_it_came_from_either():
    heard = {}

    def listen(request) -> None:
        heard.update(request.META)

    said = {"HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https"}
    for peer, believed in ((STRANGER, False), (NGINX, True)):
        heard.clear()
        ProxyMiddleware(listen)(RequestFactory().get("/", REMOTE_ADDR=peer, **said))
        assert [heard.get(name) for name in said] == (
            list(said.values()) if believed else [None, None]
        )


def test_what_strangers_said_is_forgotten_before_the_moment_is_taken():
    order = portal.MIDDLEWARE
    first, second = (
        f"ejournal.middleware.{one.__name__}" for one in (ProxyMiddleware, ReceivedAtMiddleware)
    )
    assert order[:2] == [first, second]


@pytest.mark.parametrize(
    ("peer", "trusted"),
    [
        ("127.0.0.1", True), ("::ffff:127.0.0.1", True), ("127.0.0.2", False), ("10.0.3.255", True),
        ("10.0.4.0", False), ("fd00::7", True), ("fe00::7", False), ("", True), ("unix", False), ("*", False),
    ],
)  # fmt: skip
def test_who_is_a_proxy_of_ours(peer, trusted):
    ours = proxies("127.0.0.1, 10.0.3.0/24,fd00::/8,unix")
    assert proxy.is_trusted(peer, ours) is trusted


@pytest.mark.parametrize(
    "said", ["*", "1", "nginx", "10.0.3.1/24", "127.0.0.1;10.0.0.1", "0.0.0.0/33"]
)
def test_settings_that_name_no_proxy_are_refused(said):
    with pytest.raises(ImproperlyConfigured, match="RITS_TRUSTED_PROXIES"):
        proxies(said)
