"""The graph for the eye: a network (networkx) and a page that works offline (pyvis and its assets)."""
