"""Labs of the lessons, a module a unit: thin ipywidgets shells over a pure model and a figure."""
