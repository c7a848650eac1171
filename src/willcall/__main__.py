"""`python -m willcall`: the command line."""

from willcall.cli import main

main()
