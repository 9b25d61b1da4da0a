"""What the model uses of Pyomo and of scipy's sparse matrices, in the order that loads least.

Left to itself Pyomo imports all of scipy.stats, half a second, as soon as scipy is there.
"""

import pyomo.core as pyo
from pyomo.common.dependencies import DeferredImportCallbackFinder
from pyomo.common.gc_manager import PauseGC
from pyomo.repn.linear import LinearRepnVisitor

DeferredImportCallbackFinder._callbacks.pop("scipy", None)  # noqa: SLF001

from scipy.sparse import coo_array, csr_array, csr_matrix, hstack, vstack  # noqa: E402

__all__ = [
    "LinearRepnVisitor",
    "PauseGC",
    "coo_array",
    "csr_array",
    "csr_matrix",
    "hstack",
    "pyo",
    "vstack",
]
