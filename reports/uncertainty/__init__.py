"""How sure an answer is: its interval, its chances, and what it hangs on."""
