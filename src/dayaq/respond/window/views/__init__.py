"""Pages of the window: the door and what stands behind it, the deeds of the person, a worker's side."""
