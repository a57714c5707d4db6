"""The ground floor of the web: what every wing stands on. It knows no subject."""
