"""Where one checkout keeps what it generates, so that two checkouts never meet."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Places:
    """The folders of one checkout, seen by the user who runs it."""

    checkout: Path = CHECKOUT

    @property
    def var(self) -> Path:
        return self.checkout / "var"

    @property
    def leases(self) -> Path:
        return self.var / "leases"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def services_file(self) -> Path:
        return self.var / "services.json"

    @property
    def lock_file(self) -> Path:
        return self.var / "launcher.lock"

    @property
    def identity(self) -> str:
        return hashlib.sha256(str(self.checkout).encode()).hexdigest()[:10]

    @property
    def database_home(self) -> Path:
        """Outside the checkout for root, whose folders PostgreSQL's own user may not enter."""
        return (
            Path(f"/var/lib/rits-{self.identity}") if os.geteuid() == 0 else self.var / "postgresql"
        )

    @property
    def sockets(self) -> Path:
        """Short, because a unix socket's whole path must stay below about 100 bytes."""
        # postgres.open_sockets refuses a folder that is not ours
        return Path(f"/tmp/rits-{self.identity}-{os.geteuid()}")  # noqa: S108

    def make(self) -> None:
        for folder in (self.var, self.leases, self.logs):
            folder.mkdir(parents=True, exist_ok=True)


HERE = Places()
