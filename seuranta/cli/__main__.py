"""`python -m seuranta.cli`: the command line without an installed command."""

import sys

from seuranta.cli import main

sys.exit(main())
