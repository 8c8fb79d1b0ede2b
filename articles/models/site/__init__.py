from articles.models.site.banner import Banner
from articles.models.site.facility import Facility, FacilityClaim
from articles.models.site.frame import Frame
from articles.models.site.menus import Menus
from articles.models.site.organisation import Organisation
from articles.models.site.sample import SampleItem

__all__ = ["Banner", "Facility", "FacilityClaim", "Frame", "Menus", "Organisation", "SampleItem"]
