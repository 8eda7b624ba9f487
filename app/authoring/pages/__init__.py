"""Advice on the pages of the pack: modules with their exercises and questions, guides, and the glossary they share."""
