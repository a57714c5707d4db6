"""Layout, form fields that draw themselves, the design system: what every page is made of."""
