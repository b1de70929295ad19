"""Errors of semantic search. Each message says what is wrong, where, and how to mend it."""


class SearchError(Exception):
    """Base of every error this folder raises."""


class ModelFileError(SearchError):
    """The packed model file is absent, cut short, or not of the format that is read here."""


class ModelLoadError(SearchError):
    """A sentence-transformers model could not be loaded from a folder or a hub."""


class ModelMismatchError(SearchError):
    """An index was made with another model than the one that asks it."""


class EmptyTextError(SearchError):
    """A text holds nothing that can be embedded: no tokens, or white space only."""


class VectorError(SearchError):
    """Vectors of the wrong shape, or not finite."""


class VectorCacheError(SearchError):
    """The file of cached vectors cannot be read or written."""


class IndexFormatError(SearchError):
    """A saved index is absent, incomplete, or of a format this version does not read."""


class EvaluationError(SearchError):
    """A file of texts, queries or grades that cannot be read, or an evaluation without meaning."""


class UnknownProjectError(SearchError):
    """A project key that is not in the index."""
