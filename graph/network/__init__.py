"""The collaboration network: what is in it, how it is projected, measured, written and drawn."""
