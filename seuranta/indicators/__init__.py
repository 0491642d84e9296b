"""Indicators: shares with their numerators and denominators, and the actions behind each of them."""

from seuranta.indicators.burn_up import burn_up
from seuranta.indicators.compute import Behind, actions_behind, compute_indicators
from seuranta.indicators.continuations import continued_actions
from seuranta.indicators.forecast import forecast_completion

__all__ = [
    "Behind",
    "actions_behind",
    "burn_up",
    "compute_indicators",
    "continued_actions",
    "forecast_completion",
]
