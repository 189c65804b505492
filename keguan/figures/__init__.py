"""Course figures, a module a unit: data in, a matplotlib figure in the current language out; no
pyplot, no state.

Every title states the finding, computed from the data shown. `finding` holds it for the alt text.
"""
