"""The constraints of docs/formulation.md, one file per section."""

from pyomo.common.dependencies import DeferredImportCallbackFinder

# Pyomo would import scipy.stats, half a second, as soon as anything here imports scipy.
DeferredImportCallbackFinder._callbacks.pop("scipy", None)  # noqa: SLF001
