"""The front door: `python pipeline.py run …` is the same as the installed command `seuranta run …`.

Without an environment it sets one up first: a fresh checkout needs nothing but Python and pip.
"""

import sys

from tools.set_up import inside_environment

if __name__ == "__main__" and inside_environment("seuranta"):
    from seuranta.cli import main

    sys.exit(main())
