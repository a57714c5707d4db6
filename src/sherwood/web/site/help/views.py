from itertools import groupby

from django.shortcuts import render

from sherwood.web.site.help.glossary import glossary as every_term
from sherwood.web.site.ui.access import requires


@requires()
def glossary(request):
    letters = groupby(every_term().values(), key=lambda term: term.word[0].upper())
    return render(
        request, "help/glossary.html", {"letters": [(letter, list(terms)) for letter, terms in letters]}
    )
