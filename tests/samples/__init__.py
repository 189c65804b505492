"""What each unit shows: FIGURES and LABS by name, each a call without arguments; NEEDS and BENCH
of the labs."""

import importlib
import pkgutil

UNITS = {
    module.name: importlib.import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
}
