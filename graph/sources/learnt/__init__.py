"""What is learnt from pages with answers, where no rule knows the wording.

The rules of `graph.sources` come first and are seldom wrong; what they leave open is decided by
linear models over simple signs (the words around a name, the heading above it, its kind). The
weights are files of this package, made by `python -m graph.sources.learnt` from folders of gold.
"""
