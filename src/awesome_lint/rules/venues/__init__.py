"""Rules about venues and years, as far as the entries themselves write them."""
