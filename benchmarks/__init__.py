"""Measurements beside a peer, in one run, as ratios. Run with `make bench`."""
