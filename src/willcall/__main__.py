"""`python -m willcall`, and the command of that name.

To load modules makes much and drops nothing: meanwhile the collector would look through it again and again, in vain.
"""

import gc

gc.disable()

from willcall.cli import main  # noqa: E402 - loaded without the collector

gc.freeze()  # else it would look through all of that as soon as it is back
gc.enable()

if __name__ == "__main__":
    main()
