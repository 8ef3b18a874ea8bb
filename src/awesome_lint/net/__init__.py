"""The network: links in, evidence out. It judges nothing."""
