"""What the models of all units share."""


def require(condition, message):
    """Refuse a parameter that the model has no meaning for.

    Raises ValueError with the message unless the condition holds.
    """
    if not condition:
        raise ValueError(message)
