"""The addresses of every register on the shelf."""

from sherwood.web.services.models import ALL
from sherwood.web.site.registers.urls import urls_of

urlpatterns = [page for register in ALL.values() for page in urls_of(register)]
