"""Everything that becomes a PDF: render.py and one folder a document."""
