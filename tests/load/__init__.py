"""Benchmarks: run by `make bench`, never as tests; figures, not verdicts. See docs/performance.md.

`bench` is the command line, `rows` what is measured, `grounds` on what, `others` with what it is compared, `floor` the
database alone, `figures` how it is shown. Server, client and machine are those of `willcall.bench`.
"""
