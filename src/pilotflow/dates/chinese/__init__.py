"""Time limits in Chinese."""
