"""The law: rules as small pure functions, their dated parameters beside them, and nothing else that knows
the law.
"""
