"""Residents' medical insurance 城乡居民基本医疗保险."""
