"""The files of the areas by their names."""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.casework import CaseworkFile
from dayaq.core.pack.schema.detection import DetectionFile
from dayaq.core.pack.schema.fund import FundFile
from dayaq.core.pack.schema.hotline import HotlineFile
from dayaq.core.pack.schema.inspection import InspectionFile
from dayaq.core.pack.schema.justice import JusticeFile
from dayaq.core.pack.schema.network import NetworkFile
from dayaq.core.pack.schema.papers import PapersFile
from dayaq.core.pack.schema.protection import ProtectionFile
from dayaq.core.pack.schema.residence import ResidenceFile
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.core.pack.schema.shelter import ShelterFile
from dayaq.core.pack.schema.support import SupportFile

AREAS: Mapping[str, type[AreaFile]] = {
    "network": NetworkFile,
    "hotline": HotlineFile,
    "detection": DetectionFile,
    "residence": ResidenceFile,
    "shelter": ShelterFile,
    "support": SupportFile,
    "rights": RightsFile,
    "fund": FundFile,
    "protection": ProtectionFile,
    "justice": JusticeFile,
    "inspection": InspectionFile,
    "casework": CaseworkFile,
    "papers": PapersFile,
}
