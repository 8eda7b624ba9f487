"""How service desk people write: readers of text that say what stands where. Pure; they know no scenario."""
