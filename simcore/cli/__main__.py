"""`python -m simcore.cli` is the command `simcore`."""

import sys

from simcore.cli.program import main

if __name__ == "__main__":
    sys.exit(main())
