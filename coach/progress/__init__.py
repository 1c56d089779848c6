"""How somebody's own listening goes over several sessions: trends, comparisons, own guesses, one plan. Pure."""
