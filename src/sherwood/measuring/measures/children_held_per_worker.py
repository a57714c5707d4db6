from sherwood.measuring.measure import Figure, measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.children_held import children_held

children_held_per_worker = measure(
    title="Children held per social worker",
    why="A worker who holds too many children cannot see each of them in time.",
    better="lower",
    source="After the social work workforce census: children held, for each full-time social worker who holds any",
    population=children_held,
    counts=col("is_social_worker"),
    figure=Figure.MEAN,
    numerator="children held on the day by an allocated social worker",
    denominator="social workers who hold at least one child, as full-time equivalents",
    notes=(
        "Each brother or sister counts. A child held by two workers counts twice. Nobody holds a child from the day of "
        "death; a young adult still held counts.",
        "Workers are counted as the part of full time that they work; one whose part is not known, as one. The number of "
        "people stands beside the figure.",
        "A worker who is recorded as not registered as a social worker does not count, nor do the children held; one of "
        "whom nothing is recorded counts.",
        "Those who hold nobody on the day, managers and reviewing officers among them, are not in the figure.",
        "An average hides its spread: look at the breakdown by worker beside it.",
    ),
)
