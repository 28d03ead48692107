"""Residents' basic medical insurance 城乡居民基本医疗保险: premium, waiting, care, major illness."""
