"""Names of posts and groups, as different people write them."""


def spelled(name: str) -> str:
    """A name without capitals, stops and doubled spaces: what two writings of it share."""
    bare = name.casefold().replace("’", "").replace("'", "")
    return " ".join("".join(letter if letter.isalnum() else " " for letter in bare).split())
