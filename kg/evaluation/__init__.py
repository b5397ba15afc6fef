"""How near the program comes to a careful reader: gold files, scores, floors, and the confidence that they justify."""
