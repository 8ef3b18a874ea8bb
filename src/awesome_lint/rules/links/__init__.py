"""Links that cannot lead anywhere, found without asking the network."""
