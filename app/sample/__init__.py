"""The sample organisation: believable people and history to live the product with."""
