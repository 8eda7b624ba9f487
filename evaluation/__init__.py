"""Measures what reads handovers and questions, and trains what is learned."""
