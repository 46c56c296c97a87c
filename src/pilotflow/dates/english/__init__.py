"""Time limits in English, as plans in the United Kingdom, the United States and the European Union write them."""
