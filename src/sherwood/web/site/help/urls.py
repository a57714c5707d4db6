from django.urls import path

from sherwood.web.site.help import views

urlpatterns = [path("glossary", views.glossary, name="glossary")]
