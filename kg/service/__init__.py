"""The graph for everybody's tools: a SPARQL service with limits, a query page and a page for each entity («/id/org/kemenperin»).

dispatcher   accepts connections, reads requests, hands each to a free worker, ends those that overrun
workers      processes that hold the store and write the answers
router       which request is answered by what
protocol     SPARQL 1.1 Protocol;  graphs: Graph Store Protocol;  pages: for people;  description: for programs
"""
