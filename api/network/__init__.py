"""The collaboration network: its JSON, exports, pictures, pages and commands."""
