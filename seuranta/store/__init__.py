"""Files: where everything stands, how tables are kept, how a period is published whole or not at all."""

from seuranta.store.layout import Layout, find_root
from seuranta.store.workspace import FormerProgramme, Workspace

__all__ = ["FormerProgramme", "Layout", "Workspace", "find_root"]
