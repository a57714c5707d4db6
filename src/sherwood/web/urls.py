"""Every address of the site, as the apps offer them. A view states its permission with `requires`; what does not is refused."""

from django.urls import URLPattern, URLResolver, include, path

from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Address

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(address.at, include(address.urls)) for address in offered(Address)),
]

handler400 = "sherwood.web.site.ui.views.bad_request"
handler403 = "sherwood.web.site.ui.views.refused"
handler404 = "sherwood.web.site.ui.views.not_found"
handler500 = "sherwood.web.site.ui.views.broken"
