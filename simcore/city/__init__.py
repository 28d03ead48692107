"""Workers, employers, the agency, the tax bureau, the funds and the treasury: SimPy processes that meet
through SimPy.

People are rows of NumPy columns; one message carries the whole batch that falls due.
"""
