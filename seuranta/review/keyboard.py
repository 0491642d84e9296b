"""Single keys from a terminal, none of them lost between two screens."""

import codecs
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_END_OF_INPUT = "\x04"
_BYTES_AT_ONCE = 4_096

if sys.platform == "win32":

    @contextmanager
    def keyboard() -> Iterator[Callable[[], str]]:
        """A function that waits for a key; Windows keeps what is typed meanwhile."""
        yield click.getchar

else:
    import termios
    import tty

    @contextmanager
    def keyboard() -> Iterator[Callable[[], str]]:
        """A function that waits for keys and returns what was typed since, on the terminal of standard input.

        `click.getchar` takes the terminal over for one key and discards what was typed before: the end of a
        pasted reason, and the keys of those who are faster than the disk. Here it is taken over once.

        Raises:
            EOFError: from the function, at the end of the input.
        """
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        letters = codecs.getincrementaldecoder("utf-8")(errors="replace")

        def typed() -> str:
            text = ""
            while not text:
                read = os.read(terminal, _BYTES_AT_ONCE)
                if not read:
                    raise EOFError
                text = letters.decode(read)
            if _END_OF_INPUT in text:
                raise EOFError
            return text

        tty.setcbreak(terminal, termios.TCSADRAIN)
        try:
            yield typed
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
