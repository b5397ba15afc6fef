"""beritagraf: from Indonesian news to a knowledge graph with evidence."""

__version__ = "0.1.0"
