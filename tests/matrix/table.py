"""The permission matrix: one line is a route, its methods, its objects and who gets which answer.

An actor whom a line does not name gets its ``rest``: 404, what one does not see does not exist.
The anonymous get DOORSTEP unless the line is ``open``. ``POST!`` is a POST of invalid content: who
may not do a thing is refused (403, 404) before the content is looked at (422).
Objects: of the teacher's group (bees), of another group (owls), of the other institution (theirs),
and an id that nobody has (nothing).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.matrix.actors import ANONYMOUS, EVERYBODY, SIGNED_IN

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
DOORSTEP = {"POST": 401, "POST!": 401}  # the log-in page, with the form kept; others: 302 to it
LOGIN = "/accounts/login/"


@dataclass(frozen=True)
class Row:
    route: str
    methods: str
    objects: str
    answers: Mapping[int, frozenset[str]]
    rest: int = 404
    open: bool = False


def people(*names: str) -> frozenset[str]:
    unknown = set(names) - EVERYBODY
    assert not unknown, unknown
    return frozenset(names)


NOBODY = people()
STAFF_AT_LARGE = people("head", "nurse", "clerk")
RECORD_BEES = people("teacher", "assistant", "substitute")
SEE_BEES = RECORD_BEES | STAFF_AT_LARGE | people("specialist")
RECORD_OWLS = people("other_teacher")
SEE_OWLS = RECORD_OWLS | STAFF_AT_LARGE
RECORD_THEIRS, SEE_THEIRS = people("their_teacher"), people("their_teacher", "their_head")
OF_TEACHERS_ROLE = RECORD_BEES | RECORD_OWLS | RECORD_THEIRS | people(
    "specialist", "substitute_tomorrow", "former_teacher"
)  # fmt: skip
OFFICES = STAFF_AT_LARGE | people("their_head")
HEADS = people("head", "their_head")
IN_A_ROLE = SIGNED_IN - people("without_role")

TABLE = (
    # --- everybody's pages ----------------------------------------------------------------------
    Row("today", "GET HEAD", "", {200: SIGNED_IN}),
    Row("today", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("people:account", "GET HEAD", "", {200: SIGNED_IN}),
    Row("people:account", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("audit:activity", "GET HEAD", "", {200: SIGNED_IN}),  # one's own, whoever one is
    Row("audit:activity", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("people:act_as", "POST", "", {302: IN_A_ROLE}, rest=403),
    Row("people:act_as", "POST!", "", {}, rest=403),  # a role in the other institution
    Row("people:act_as", "GET HEAD PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("health", "GET HEAD", "", {200: EVERYBODY}, open=True),
    Row("health", "POST PUT PATCH DELETE OPTIONS", "", {405: EVERYBODY}, open=True),
    # --- the register ---------------------------------------------------------------------------
    Row("attendance:groups", "GET HEAD", "", {200: OF_TEACHERS_ROLE | OFFICES}),
    Row("attendance:groups", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("attendance:register", "GET HEAD", "bees bees/future bees/holiday bees/saved", {200: SEE_BEES}),
    Row("attendance:register", "GET HEAD", "owls", {200: SEE_OWLS}),
    Row("attendance:register", "GET HEAD", "theirs", {200: SEE_THEIRS}),
    Row("attendance:register", "GET HEAD", "nothing", {}),
    Row("attendance:register", "POST", "bees", {302: RECORD_BEES, 403: SEE_BEES - RECORD_BEES}),
    Row("attendance:register", "POST", "bees/future bees/holiday",
        {422: RECORD_BEES, 403: SEE_BEES - RECORD_BEES}),
    Row("attendance:register", "POST", "bees/saved", {302: RECORD_BEES, 403: SEE_BEES - RECORD_BEES}),
    Row("attendance:register", "POST", "owls", {302: RECORD_OWLS, 403: SEE_OWLS - RECORD_OWLS}),
    Row("attendance:register", "POST", "theirs", {302: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    Row("attendance:register", "POST", "nothing", {}),
    Row("attendance:register", "POST!", "bees bees/future bees/holiday bees/saved",
        {422: RECORD_BEES, 403: SEE_BEES - RECORD_BEES}),
    Row("attendance:register", "POST!", "owls", {422: RECORD_OWLS, 403: SEE_OWLS - RECORD_OWLS}),
    Row("attendance:register", "POST!", "theirs", {422: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    Row("attendance:register", "POST!", "nothing", {}),
    Row("attendance:register", "PUT PATCH DELETE OPTIONS", "bees nothing", {405: SIGNED_IN}),
    # --- one tap: group, child ------------------------------------------------------------------
    Row("attendance:draft", "POST", "bees/bees", {200: RECORD_BEES, 403: SEE_BEES - RECORD_BEES}),
    Row("attendance:draft", "POST", "bees/owls bees/theirs bees/nothing",
        {422: RECORD_BEES, 403: SEE_BEES - RECORD_BEES}),
    Row("attendance:draft", "POST", "owls/owls", {200: RECORD_OWLS, 403: SEE_OWLS - RECORD_OWLS}),
    Row("attendance:draft", "POST", "theirs/theirs", {200: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    Row("attendance:draft", "POST", "nothing/nothing nothing/bees", {}),
    Row("attendance:draft", "POST!", "bees/bees bees/owls bees/theirs bees/nothing",
        {422: RECORD_BEES, 403: SEE_BEES - RECORD_BEES}),
    Row("attendance:draft", "POST!", "owls/owls", {422: RECORD_OWLS, 403: SEE_OWLS - RECORD_OWLS}),
    Row("attendance:draft", "POST!", "theirs/theirs", {422: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    Row("attendance:draft", "POST!", "nothing/nothing nothing/bees", {}),
    Row("attendance:draft", "GET HEAD PUT PATCH DELETE OPTIONS", "bees/bees nothing/nothing",
        {405: SIGNED_IN}),
    # --- notifications: one's own, and administration's page of what did not get out -----------------
    Row("messaging:inbox", "GET HEAD", "", {200: SIGNED_IN}),
    Row("messaging:inbox", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("messaging:read_all", "POST POST!", "", {302: SIGNED_IN}),  # what is wrong reads nothing
    Row("messaging:read_all", "GET HEAD PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("messaging:open", "GET HEAD POST POST!", "own", {302: IN_A_ROLE}),  # it has no content
    Row("messaging:open", "GET HEAD POST POST!", "bees", {302: people("teacher")}),
    Row("messaging:open", "GET HEAD POST POST!", "owls", {302: people("other_teacher")}),
    Row("messaging:open", "GET HEAD POST POST!", "theirs", {302: people("their_teacher")}),
    Row("messaging:open", "GET HEAD POST POST!", "nothing", {}),
    Row("messaging:open", "PUT PATCH DELETE OPTIONS", "own nothing", {405: SIGNED_IN}),
    Row("messaging:settings", "GET HEAD", "", {200: SIGNED_IN}),
    Row("messaging:settings", "POST", "", {302: SIGNED_IN}),
    Row("messaging:settings", "POST!", "", {422: SIGNED_IN}),
    Row("messaging:settings", "PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("messaging:delivery", "GET HEAD", "", {200: HEADS}),
    Row("messaging:delivery", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("messaging:send_again", "POST POST!", "bees owls", {302: people("head")}),
    Row("messaging:send_again", "POST POST!", "theirs", {302: people("their_head")}),
    Row("messaging:send_again", "POST POST!", "nothing", {}),
    Row("messaging:send_again", "GET HEAD PUT PATCH DELETE OPTIONS", "bees nothing", {405: SIGNED_IN}),
    Row("messaging:send_all_again", "POST POST!", "", {302: HEADS}),
    Row("messaging:send_all_again", "GET HEAD PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    # --- an entry's life: the journal's is its staff's, that of people and papers administration's ----
    Row("audit:history", "GET HEAD", "register/bees register/draft mark/draft mark/emils",
        {200: SEE_BEES - people("specialist"), 403: people("specialist")}),
    Row("audit:history", "GET HEAD", "mark/bees",  # who sees a mark but not its history is refused
        {200: SEE_BEES - people("specialist"), 403: people("specialist", "parent")}),
    Row("audit:history", "GET HEAD", "register/owls", {200: SEE_OWLS}),
    Row("audit:history", "GET HEAD", "mark/owls", {200: SEE_OWLS, 403: people("parent")}),
    Row("audit:history", "GET HEAD", "register/theirs", {200: SEE_THEIRS}),
    Row("audit:history", "GET HEAD", "mark/theirs", {200: SEE_THEIRS, 403: people("their_parent")}),
    Row("audit:history", "GET HEAD", "childgroup/bees childgroup/owls", {200: people("head")}),
    Row("audit:history", "GET HEAD", "child/bees child/owls child/emils", {200: people("head")}),
    Row("audit:history", "GET HEAD", "institution/ours enrolment/ours", {200: people("head")}),
    Row("audit:history", "GET HEAD", "assignment/ours guardianship/ours restriction/ours",
        {200: people("head")}),
    Row("audit:history", "GET HEAD", "child/theirs childgroup/theirs institution/theirs",
        {200: people("their_head")}),
    Row("audit:history", "GET HEAD", "enrolment/theirs assignment/theirs guardianship/theirs",
        {200: people("their_head")}),
    Row("audit:history", "GET HEAD", "restriction/theirs", {200: people("their_head")}),
    Row("audit:history", "GET HEAD", "user/self", {200: SIGNED_IN}),
    Row("audit:history", "GET HEAD", "user/ours", {200: people("head", "teacher")}),
    Row("audit:history", "GET HEAD", "user/theirs", {200: people("their_head", "their_teacher")}),
    Row("audit:history", "GET HEAD", "register/nothing mark/nothing child/nothing childgroup/nothing", {}),
    Row("audit:history", "GET HEAD", "institution/nothing user/nothing enrolment/nothing", {}),
    Row("audit:history", "GET HEAD", "assignment/nothing guardianship/nothing restriction/nothing", {}),
    Row("audit:history", "GET HEAD", "notification/bees delivery/bees preference/bees hours/bees", {}),
    Row("audit:history", "GET HEAD", "rolegroup/ours closure/ours session/ours unheard/nothing", {}),
    # what parents say, notes of health, papers of the week, the kitchen: nobody's by an address
    Row("audit:history", "GET HEAD", "healthnote/ours healthnote/bees healthnote/theirs", {}),
    Row("audit:history", "GET HEAD", "absencenotice/ours absencenotice/bees absencenotice/theirs", {}),
    Row("audit:history", "GET HEAD", "reply/ours reply/theirs doctorsnote/ours doctorsnote/theirs", {}),
    Row("audit:history", "GET HEAD", "correctionrequest/ours groupquarantine/ours headcount/ours", {}),
    Row("audit:history", "GET HEAD", "clarification/ours clarificationstep/ours headcountline/ours", {}),
    Row("audit:history", "GET HEAD", "calendarexception/ours calendarcheck/ours closure/theirs", {}),
    Row("audit:history", "POST PUT PATCH DELETE OPTIONS", "register/bees register/nothing", {405: SIGNED_IN}),
)  # fmt: skip

# --- foreign namespaces ---------------------------------------------------------------------------
# Django's own switch of language: a cookie and back, whoever asks, however.
LANGUAGE = (
    Row("set_language", "GET HEAD POST POST! PUT PATCH DELETE OPTIONS", "", {302: EVERYBODY}, open=True),
)  # fmt: skip

# django-allauth: its entrance is for those outside, the rest for those inside; forms that are
# wrong come back with 200, as allauth does it, and PUT is its POST.
_OUTSIDE = {"rest": 302, "open": True}
ACCOUNTS = (
    Row("account_login", "GET HEAD POST! PUT OPTIONS", "", {200: ANONYMOUS}, **_OUTSIDE),
    Row("account_login", "POST", "", {302: EVERYBODY}, open=True),
    Row("account_login", "PATCH DELETE", "", {405: ANONYMOUS}, **_OUTSIDE),
    Row("account_logout", "GET HEAD", "", {200: SIGNED_IN}, **_OUTSIDE),
    Row("account_logout", "POST", "", {302: EVERYBODY}, open=True),
    Row("account_logout", "OPTIONS", "", {200: EVERYBODY}, open=True),
    Row("account_logout", "PUT PATCH DELETE", "", {405: EVERYBODY}, open=True),
    Row("account_inactive", "GET HEAD OPTIONS", "", {200: EVERYBODY}, open=True),
    Row("account_inactive", "POST PUT PATCH DELETE", "", {405: EVERYBODY}, open=True),
    Row("account_reauthenticate", "GET HEAD POST! PUT OPTIONS", "", {200: SIGNED_IN}),
    Row("account_reauthenticate", "POST", "", {302: SIGNED_IN}),
    Row("account_reauthenticate", "PATCH DELETE", "", {405: SIGNED_IN}),
    Row("account_change_password", "GET HEAD POST! PUT OPTIONS", "", {200: SIGNED_IN}),
    Row("account_change_password", "POST", "", {302: SIGNED_IN}),
    Row("account_change_password", "PATCH DELETE", "", {405: SIGNED_IN}),
    Row("account_reset_password", "GET HEAD POST! PUT OPTIONS", "", {200: EVERYBODY}, open=True),
    Row("account_reset_password", "POST", "", {302: EVERYBODY}, open=True),
    Row("account_reset_password", "PATCH DELETE", "", {405: EVERYBODY}, open=True),
    Row("account_reset_password_done", "GET HEAD OPTIONS", "", {200: EVERYBODY}, open=True),
    Row("account_reset_password_done", "POST PUT PATCH DELETE", "", {405: EVERYBODY}, open=True),
    Row("account_reset_password_from_key", "GET HEAD", "valid", {302: EVERYBODY}, open=True),
    Row("account_reset_password_from_key", "GET HEAD POST POST! PUT PATCH DELETE OPTIONS", "forged",
        {200: EVERYBODY}, open=True),  # «this link no longer holds», whatever is sent
    Row("account_reset_password_from_key_done", "GET HEAD OPTIONS", "", {200: EVERYBODY}, open=True),
    Row("account_reset_password_from_key_done", "POST PUT PATCH DELETE", "", {405: EVERYBODY}, open=True),
)  # fmt: skip


@dataclass(frozen=True)
class Namespace:
    """Foreign pages under one name: who is let in; to the others they do not exist."""

    name: str
    pages: frozenset[str]  # to whom pages without an object open
    objects: Mapping[str, frozenset[str]]  # and pages of an object
    doors: frozenset[str]  # these only lead to the log-in page, everybody
    absent: frozenset[str]  # these exist for nobody


ADMIN = Namespace(
    "admin",
    pages=HEADS,
    objects={"ours": people("head"), "theirs": people("their_head"), "nothing": NOBODY},
    doors=frozenset({"admin:login"}),
    absent=frozenset({"admin:-"}),  # Django's catch-all
)

ROWS = TABLE + LANGUAGE + ACCOUNTS

# --- what a page may tell: a needle in the data → who may ever find it in an answer -----------------
TELLS = {
    "brīdinājums-annai": RECORD_BEES | people("nurse", "head"),  # operational warnings
    "brīdinājums-kārlim": RECORD_OWLS | people("nurse", "head"),
    "brīdinājums-emīlam": RECORD_BEES | people("nurse", "head"),
    "32150321234": people("head"),  # Anna's personal code: in administration's pages only
    "kanārij": frozenset({"their_head", "their_teacher", "their_parent"}),  # the second institution
    "kanarij": frozenset({"their_head", "their_teacher", "their_parent"}),  # in a slug
    "kan\\u0101rij": frozenset({"their_head"}),  # in JSON
    "38765432101": people("their_head"),  # a personal code there
}
