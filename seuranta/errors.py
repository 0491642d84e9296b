"""What can go wrong in a way that a user can act on: where, what was expected, what was found, what to do."""

from typing import ClassVar


class SeurantaError(Exception):
    """An error with a place and a remedy; the command line shows it without a traceback.

    Args:
        message: what was expected and what was found, in one line.
        where: the file, line, row or option that it is about.
        hint: what to do, in one line.
    """

    HINT_LINE: ClassVar[str] = "\nHint: "
    code: ClassVar[str] = "failed"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """The two lines that a user sees, also where a notebook shows them."""
        return self.line + (f"{self.HINT_LINE}{self.hint}" if self.hint else "")

    @property
    def line(self) -> str:
        """The first of them: where, what was expected, what was found."""
        return f"{self.where}: {self.message}" if self.where else self.message


class StepFailedError(SeurantaError):
    """A step of the run did not come to its end (a notebook raised, a kernel died, the disk is full)."""

    code = "step_failed"


class CheckNotRunError(StepFailedError):
    """A check crashed: nobody knows whether the material is right, so the run fails."""

    code = "check_not_run"


class UsageError(SeurantaError):
    """The command, a parameter or the configuration is wrong, or a folder cannot be written."""

    code = "usage"
    exit_code = 2


class ConfigurationError(UsageError):
    """`programme.toml` or `decisions.csv` says something that cannot be followed."""

    code = "configuration"


class MissingColumnError(SeurantaError):
    """A table lacks a column that the function needs."""

    code = "missing_column"


class DocumentRefusedError(SeurantaError):
    """A document cannot be read honestly; the others still are."""

    code = "refused"
    exit_code = 3

    def __init__(self, message: str, *, code: str, where: str = "", hint: str = "") -> None:
        super().__init__(message, where=where, hint=hint)
        self.reason_code = code


class CriticalFindingError(SeurantaError):
    """A critical check found rows that must not be published."""

    code = "critical_finding"
    exit_code = 4


class AlreadyRunningError(SeurantaError):
    """The same programme and period is being run by another process."""

    code = "already_running"
    exit_code = 5
