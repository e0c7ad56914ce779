"""What pages of case-work show, in words. Presenters are given what they show; they never query."""
