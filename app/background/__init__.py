"""The only threads of the program: one worker for the register, a pool for the rest."""
