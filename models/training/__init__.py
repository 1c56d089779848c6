"""How the weights of our own classifiers are made; nothing here is used at run time."""
