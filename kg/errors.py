"""What can go wrong, as one tree: the command line shows any of these in one line, without a traceback.

KGError
├── SourceError       a file or folder of articles cannot be read
├── OntologyError     a term, gazetteer or shape is not as the ontology says
├── OutputError       a graph, page or store cannot be written
├── StoreError        a store is missing, damaged or held by another process
├── QueryError        a query is malformed, asks too much, or names an unknown question
├── ModelError        a trained model is missing or does not fit the program
└── EvaluationError   a gold file is not of the guidelines' form, or a floor was broken
"""

from __future__ import annotations


class KGError(Exception):
    """Base of all errors of this package; its text says what was found, where, and what to do."""


class SourceError(KGError):
    """A file or folder of articles cannot be read."""


class OntologyError(KGError):
    """A term, gazetteer or shape is not as the ontology says."""


class OutputError(KGError):
    """A graph, page or store cannot be written."""


class StoreError(KGError):
    """A store is missing, damaged or held by another process."""


class QueryError(KGError):
    """A query is malformed, asks too much, or names an unknown question."""


class ModelError(KGError):
    """A trained model is missing or does not fit the program."""


class EvaluationError(KGError):
    """A gold file is not of the guidelines' form, or a floor was broken."""
