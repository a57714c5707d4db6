from django.shortcuts import render

from sherwood.web.site.search import pages
from sherwood.web.site.search.forms import SearchWords
from sherwood.web.site.ui import typed
from sherwood.web.site.ui.access import requires


@typed.never_kept
@requires()
def search(request):
    """What is looked for comes in the body of the request, so that no address, bookmark or log holds a child's number."""
    form = SearchWords(request.POST if request.method == "POST" else None)
    context = {"form": form, "hints": [part.hint for part in pages.open_to(request.user)]}
    if form.is_valid():
        parts = pages.found_by(request, form.cleaned_data["words"])
        context |= {"parts": parts, "sentence": pages.in_words(parts)}
    return render(request, "search/search.html", context)
