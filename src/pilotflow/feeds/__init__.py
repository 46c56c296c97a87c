"""WHAT CALENDARS READ: bytes of iCalendar from a state, a date, a language and a selection."""
