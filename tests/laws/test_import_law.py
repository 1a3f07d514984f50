"""The graph law beside the import contracts: no area imports another area's models."""

from __future__ import annotations

import grimp


def area(module: str) -> str:
    """``dayaq.respond.casefile`` for any module inside it."""
    return ".".join(module.split(".")[:3])


def test_no_area_imports_another_areas_models() -> None:
    graph = grimp.build_graph("dayaq", cache_dir=None)
    foreign = {
        (importer, module)
        for module in graph.modules
        if module.endswith(".models") and module.count(".") == 3
        for importer in graph.find_modules_that_directly_import(module)
        if area(importer) != area(module) and not importer.startswith("dayaq.site.") and ".migrations." not in importer
    }
    # accounts and access are the two halves of one thing, the acting person; the guard joins them in SQL as well
    assert foreign == {("dayaq.base.accounts.queries", "dayaq.base.access.models")}
