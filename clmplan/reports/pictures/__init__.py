"""The pictures: each file turns a plan or its results into shapes and the table of what they show."""
