"""What the session of a reader holds, and the choice it makes."""
