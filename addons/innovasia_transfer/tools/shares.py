"""An amount in whole parts. No ORM."""


def shares(amount: float, weights: list[float]) -> list[int]:
    """Divide a whole amount by weights: nothing is lost, and nobody's share is more than a rupiah off.

    :param amount: whole rupiah
    :param weights: each more than zero
    :return: whole rupiah, as many as there are weights; their sum is the amount
    """
    left, rest, parts = round(amount), sum(weights), []
    for weight in weights:
        part = round(left * weight / rest)
        parts.append(part)
        left, rest = left - part, rest - weight
    return parts
