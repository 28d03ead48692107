"""Enforcement 征缴: the assessment of what was not declared, the surcharge, fines."""
