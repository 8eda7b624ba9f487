"""The pack as one booklet."""
