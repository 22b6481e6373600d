"""The Graph API as Meta's documentation describes it."""
