"""The books: what happened, written once as spells and double entries; storage, questions, audit."""

from simcore.books.books import Books

__all__ = ["Books"]
