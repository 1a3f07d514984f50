"""Pages of shelters: ``places`` the board and beds, ``case`` the tab of a case, ``house`` its lists, ``outside`` those who watch."""
