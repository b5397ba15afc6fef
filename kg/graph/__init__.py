"""Claims → RDF: where «kata dia» becomes a statement, a claim and a span.

The dataset of a build:

    <base>graph/ARTICLE          the article's facts: asserted triples, statements, the article itself
    <base>graph/ARTICLE/claims   its claims, with their status and evidence, and its text spans
    the ontology's own IRI       kg.ttl (in the store only)
    the default graph            all of these merged (each triple once): what a query sees

An article's two graphs do not depend on what else was built, so it can be removed or renewed alone.
"""
