"""What each page is rendered from: one typed context for every template.

A template sees exactly the fields of its context, and a test holds the two together.
"""
