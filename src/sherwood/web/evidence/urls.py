from django.urls import path

from sherwood.web.evidence import files, lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("evidence/", views.measures, name="measures"),
    path("evidence/complexity/new", views.new_factor, name="factor_new"),
    path("evidence/complexity/<slug:key>", views.factor, name="factor"),
    path("evidence/weekly-report.pdf", files.weekly_report_file, name="weekly_report_file"),
    path("evidence/this-quarter.<str:kind>", file_of(lists.QUARTERS), name="this_quarter_file"),
    path("evidence/this-quarter/", views.this_quarter, name="this_quarter"),
    path("evidence/benchmarks/", views.benchmarks_held, name="benchmarks"),
    path("evidence/benchmarks/give", views.give_benchmarks, name="benchmarks_give"),
    path("evidence/benchmarks/take-away", views.take_benchmarks_away, name="benchmarks_take_away"),
    path("evidence/benchmarks.<str:kind>", file_of(lists.HELD), name="benchmarks_file"),
    path("evidence/<slug:key>/", views.measure, name="measure"),
    path("evidence/<slug:key>/target", views.new_target, name="target_new"),
    path("evidence/<slug:key>/phase", views.new_phase, name="phase_new"),
    path("evidence/<slug:key>/target/<int:pk>/withdraw", views.withdraw_target, name="target_withdraw"),
    path("evidence/<slug:key>/phase/<int:pk>/withdraw", views.withdraw_phase, name="phase_withdraw"),
    path("evidence/<slug:key>/figures.<str:kind>", files.figures_file, name="measure_file"),
    path("evidence/<slug:key>/parts.<str:kind>", files.parts_file, name="measure_parts_file"),
    path("evidence/<slug:key>/children.<str:kind>", files.children_file, name="measure_children_file"),
    path("evidence/measures.<str:kind>", file_of(lists.MEASURES), name="measures_file"),
    path("data/loads.<str:kind>", file_of(lists.LOADS), name="loads_file"),
    path("data/<str:id>/files.<str:kind>", files.sources_file, name="load_sources_file"),
    path("data/<str:id>/reasons.<str:kind>", file_of(lists.REASONS), name="put_aside_reasons_file"),
    path("data/<str:id>/rows.<str:kind>", files.put_aside_file, name="put_aside_file"),
    path("data/<str:id>/conflicts.<str:kind>", files.conflicts_file, name="conflicts_file"),
    path("evidence/<slug:key>/children/", views.children, name="measure_children"),
    path("data/", views.data, name="data"),
    path("data/<str:id>/", views.load, name="load"),
    path("data/<str:id>/put-aside/", views.put_aside, name="put_aside"),
    path("data/<str:id>/conflicts/", views.conflicts, name="conflicts"),
]
