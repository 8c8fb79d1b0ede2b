"""Takes in requests for help, keeps them sealed, and tells staff that they are there."""
