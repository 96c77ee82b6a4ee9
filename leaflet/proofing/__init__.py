"""All languages of a leaflet side by side."""
