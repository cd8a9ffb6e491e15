"""Campaign Calendar: YAML events and Markdown notes in, a static site and calendar feeds out."""

__version__ = "0.1.0"
