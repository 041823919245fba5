"""How well the reader reads: the scorer, the pinned floors, and the gate that holds them."""
