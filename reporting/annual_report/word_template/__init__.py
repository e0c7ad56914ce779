"""The panel's own Word template: taken in, tried, replaced, removed. Editions name the one they were made with."""
