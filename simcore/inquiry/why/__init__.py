"""Why a person's amount is what it is: recomputed by the law from the person's own record, down to the
payment lines and the ledger's entries.

Each file here answers for one part of the law; a target is answered by the function that is marked with its
name.
"""
