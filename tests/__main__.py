"""`python -m tests`: sets up the environment when there is none, then runs every test."""

import sys

from tools.set_up import inside_environment

if __name__ == "__main__" and inside_environment("seuranta", "pytest", groups=("dev",)):
    import pytest

    sys.exit(pytest.main(sys.argv[1:]))
