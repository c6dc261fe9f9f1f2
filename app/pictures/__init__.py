"""Draw every page of the window as pictures, where there is no screen to look at.

``python -m app.pictures FOLDER [WIDTHxHEIGHT …]`` uses a register of its own in the folder, made
from the shipped catalogue, so nothing of the user's is shown or touched. Each page or dialog is a
*scene*: a function that brings the window to it and returns the dialog that lies over it, if any.
"""
