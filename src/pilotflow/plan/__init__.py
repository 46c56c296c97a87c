"""WHAT WAS DECIDED: the plan's model, reading a file, checking, comparing, standard phases."""
