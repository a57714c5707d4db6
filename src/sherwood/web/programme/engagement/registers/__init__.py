"""The registers of engagement, one file each: whom the programme must engage, what they hear, and what partners promised."""
