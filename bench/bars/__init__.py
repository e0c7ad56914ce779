"""The bars, by subject. A module that stands here is measured: importing it registers its bars."""

from importlib import import_module
from pkgutil import iter_modules

for module in iter_modules(__path__):
    import_module(f"{__name__}.{module.name}")
