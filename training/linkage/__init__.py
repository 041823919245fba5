"""The weights of the linkage, made from labelled tellings: ``python -m training.linkage``."""
