from sherwood.measuring.measure import Figure, measure
from sherwood.measuring.populations.children_held import children_held

children_held_per_worker = measure(
    title="Children held per worker",
    why="A worker who holds too many children cannot see each of them in time.",
    better="lower",
    source="After the social work workforce census: children held, for each worker who holds any",
    population=children_held,
    figure=Figure.MEAN,
    numerator="children held on the day by an allocated worker",
    denominator="workers who hold at least one child",
    notes=(
        "Each brother or sister counts. A child held by two workers counts twice.",
        "An average hides its spread: look at the breakdown by worker beside it.",
    ),
)
